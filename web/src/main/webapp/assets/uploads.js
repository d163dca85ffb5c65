// The form works without this; with it, files are dropped or chosen, several at once, and each goes on where it stopped:
// after a broken connection by itself, after a reload once the same file is chosen again (tus 1.0.0, by tus-js-client).
const form = document.getElementById('uploadForm');
const list = document.querySelector('[data-transfers]');
const template = document.getElementById('transfer');
const tus = window.tus;

const AT_ONCE = 2;
// Bounds what a dead connection can cost, and stays far below what may be asked for in a minute.
const CHUNK = 32 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000, 30000, 60000];
const RETRIED = [409, 423, 429, 460];
const GONE = [413, 415];
const WORDS = {file_too_large: 'too_large', validation_failed: 'invalid_name'};

const waiting = [];
let running = 0;
let kept = 0;
let missed = 0;

if (form && list && template && tus && tus.isSupported) {
  enhance();
}

function enhance() {
  const input = form.querySelector('input[type=file]');
  const zone = form.querySelector('[data-drop]');
  form.querySelector('[data-send]').hidden = true;
  input.addEventListener('change', () => {
    add(input.files);
    input.value = '';
  });
  form.addEventListener('submit', event => event.preventDefault());
  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, () => zone.classList.add('over'));
  }
  for (const type of ['dragleave', 'drop']) {
    zone.addEventListener(type, () => zone.classList.remove('over'));
  }
  zone.addEventListener('drop', event => add(event.dataTransfer.files));
  // A file that is dropped beside its place must not take the page's.
  for (const type of ['dragover', 'drop']) {
    window.addEventListener(type, event => event.preventDefault());
  }
  showUnfinished();
}

function add(files) {
  for (const file of files) {
    const transfer = new Transfer(file.name, keyOf(file));
    if (file.size > Number(form.dataset.maxBytes)) {
      missed++;
      transfer.end('bad', text('too_large'));
    } else {
      transfer.upload = uploadOf(file, transfer);
      transfer.wait();
    }
  }
  next();
}

function uploadOf(file, transfer) {
  return new tus.Upload(file, {
    endpoint: form.dataset.uploads,
    chunkSize: CHUNK,
    retryDelays: RETRIES,
    removeFingerprintOnSuccess: true,
    metadata: {filename: file.name, filetype: file.type},
    fingerprint: () => Promise.resolve(keyOf(file)),
    onBeforeRequest: request => transfer.ask(request),
    onAfterResponse: (request, response) => transfer.look(request, response),
    onShouldRetry: error => transfer.retries(error),
    onProgress: (sent, all) => transfer.show(amounts('running', sent, all), sent / all),
    onError: error => transfer.fail(error),
    onSuccess: () => transfer.succeed(),
  });
}

// One row of the list, and what its buttons do.
class Transfer {
  constructor(name, key) {
    dropUnfinished(key);
    this.row = template.content.firstElementChild.cloneNode(true);
    this.row.dataset.key = key;
    this.row.querySelector('[data-name]').textContent = name;
    this.bar = this.row.querySelector('[data-progress]');
    this.bar.setAttribute('aria-label', name);
    this.button('pause', name, () => this.pause());
    this.button('resume', name, () => this.wait());
    this.button('cancel', name, () => this.cancel());
    list.hidden = false;
    list.append(this.row);
  }

  button(kind, name, act) {
    const button = this.row.querySelector('[data-' + kind + ']');
    button.setAttribute('aria-label', button.textContent.trim() + ': ' + name);
    button.addEventListener('click', act);
  }

  // Whoever presses a key must not lose the place with the button that it hides.
  offer(...kinds) {
    const here = this.row.contains(document.activeElement);
    for (const kind of ['pause', 'resume', 'cancel']) {
      this.row.querySelector('[data-' + kind + ']').hidden = !kinds.includes(kind);
    }
    if (here) {
      (this.row.querySelector('button:not([hidden])') || form.querySelector('input[type=file]')).focus();
    }
  }

  show(words, part) {
    const state = this.row.querySelector('[data-state]');
    state.textContent = words;
    if (part !== undefined) {
      this.bar.value = Math.floor(part * 100);
    }
  }

  wait() {
    this.show(text('waiting'));
    this.offer('cancel');
    waiting.push(this);
    next();
  }

  async begin() {
    this.active = true;
    this.offer('pause', 'cancel');
    if (!this.upload.url) {
      const earlier = await this.upload.findPreviousUploads();
      if (earlier.length > 0) {
        this.upload.resumeFromPreviousUpload(earlier[0]);
      }
    }
    if (this.active) {
      this.upload.start();
    }
  }

  pause() {
    this.upload.abort();
    this.show(text('paused'));
    this.offer('resume', 'cancel');
    this.leave();
  }

  // Only then may the page be asked for again: it would break off the request that gives the room back.
  async cancel() {
    const place = waiting.indexOf(this);
    if (place >= 0) {
      waiting.splice(place, 1);
    }
    this.say(text('cancelled'));
    await this.upload.abort(true).catch(() => {});
    this.leave();
  }

  ask(request) {
    this.refusal = 0;
    request.setHeader('X-CSRF-Token', csrf());
  }

  // Any refusal of the question how far it has come makes tus-js-client begin anew; but only a 404 says that it must.
  look(request, response) {
    const status = response.getStatus();
    this.refusal = status < 400 || status === 404 ? 0 : status;
    if (this.refusal && request.getMethod() === 'HEAD') {
      throw new Error('it cannot be asked how far the upload has come');
    }
  }

  // What a later try can change: a broken line, a busy or failing server, a limit; not a refusal.
  retries(error) {
    const status = error.originalResponse ? error.originalResponse.getStatus() : this.refusal;
    const again = status < 400 || status >= 500 || RETRIED.includes(status);
    if (again) {
      this.show(status === 429 ? text('rate_limited') : status >= 500 ? text('unavailable') : text('offline'));
    }
    return again;
  }

  fail(error) {
    missed++;
    const code = this.refusal === 401 ? 'unauthenticated' : codeOf(error);
    if (GONE.includes(this.refusal)) {
      forget(this.row.dataset.key);
    }
    this.end('bad', text(WORDS[code] || code) || text('failed'));
  }

  succeed() {
    kept++;
    this.end('good', text('done'), 1);
  }

  // Amounts change too often to be read out; how it ends is.
  say(words, part) {
    this.row.querySelector('[data-state]').setAttribute('aria-live', 'polite');
    this.show(words, part);
    this.offer();
  }

  end(kind, words, part) {
    this.say(words, part);
    if (kind) {
      this.row.classList.add(kind);
    }
    this.leave();
  }

  leave() {
    if (this.active) {
      this.active = false;
      running--;
      next();
    }
    // The page lists what is kept; it is asked for again once nobody would miss what stands here.
    if (running === 0 && waiting.length === 0 && kept > 0 && missed === 0 && !this.isPaused()) {
      window.location.assign(form.dataset.done);
    }
  }

  isPaused() {
    return list.querySelector('[data-resume]:not([hidden])') !== null;
  }
}

function next() {
  while (running < AT_ONCE && waiting.length > 0) {
    running++;
    waiting.shift().begin();
  }
}

function codeOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).code;
  } catch {
    return 'failed';
  }
}

// The page's session authenticates; that a request is the page's own is shown by the cookie that its script can read.
function csrf() {
  const name = form.dataset.csrfCookie + '=';
  const cookie = document.cookie.split('; ').find(each => each.startsWith(name));
  return cookie ? cookie.slice(name.length) : '';
}

// Several people may use one browser: each finds only what is their own.
function mine() {
  return 'gatehouse-' + form.dataset.owner + '-';
}

function keyOf(file) {
  return mine() + [file.name, file.type, file.size, file.lastModified].join('-');
}

// What was refused for what it is has nothing to go on with.
async function forget(key) {
  const storage = tus.defaultOptions.urlStorage;
  for (const each of await storage.findUploadsByFingerprint(key)) {
    storage.removeUpload(each.urlStorageKey);
  }
}

function dropUnfinished(key) {
  for (const row of list.querySelectorAll('[data-unfinished]')) {
    if (row.dataset.key === key) {
      row.remove();
    }
  }
}

async function showUnfinished() {
  const storage = tus.defaultOptions.urlStorage;
  const earlier = (await storage.findAllUploads()).filter(
      each => each.uploadUrl && each.urlStorageKey.startsWith('tus::' + mine()));
  for (const each of earlier) {
    const answer = await ask('HEAD', each.uploadUrl);
    const offset = Number(answer.headers.get('Upload-Offset'));
    if (answer.ok && offset < each.size) {
      showOne(each, offset, storage);
    } else if (answer.ok || answer.status === 404) {
      storage.removeUpload(each.urlStorageKey);
    }
  }
}

// A page cannot open a file again by itself: the hint asks for it.
function showOne(earlier, offset, storage) {
  const key = earlier.urlStorageKey.replace(/^tus::/, '').replace(/::\d+$/, '');
  const transfer = new Transfer(earlier.metadata.filename, key);
  transfer.row.dataset.unfinished = '';
  transfer.show(amounts('resume_hint', offset, earlier.size), offset / earlier.size);
  transfer.offer('cancel');
  transfer.upload = {
    async abort() {
      await ask('DELETE', earlier.uploadUrl);
      storage.removeUpload(earlier.urlStorageKey);
    },
  };
}

function ask(method, url) {
  return fetch(url, {method, headers: {'Tus-Resumable': '1.0.0', 'X-CSRF-Token': csrf()}});
}

function text(key) {
  const found = document.querySelector('#uploadTexts [data-text="' + CSS.escape(key) + '"]');
  return found ? found.textContent : '';
}

function amounts(key, part, whole) {
  return text(key).replace('{0}', bytes(part)).replace('{1}', bytes(whole));
}

function bytes(count) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const size = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: units[size],
    unitDisplay: size === 0 ? 'long' : 'short',
    maximumFractionDigits: size === 0 ? 0 : 1,
  }).format(count / 1000 ** size);
}
