// The form works without this; with it, files are dropped or chosen, several at once, and each goes on where it stopped:
// after a broken connection by itself, after a reload once the same file is chosen again (tus 1.0.0, by tus-js-client).
const form = document.getElementById('upload');
const list = document.getElementById('uploads');
const tus = window.tus;

const ENDPOINT = '/api/uploads';
const AT_ONCE = 2;
// Bounds what a dead connection can cost, and stays far below what may be asked for in a minute.
const CHUNK = 32 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000, 30000, 60000];

const waiting = [];
let running = 0;
let failed = false;
let done = false;

if (form && list && tus && tus.isSupported) {
  enhance();
}

function enhance() {
  const input = form.querySelector('input[type=file]');
  input.multiple = true;
  form.classList.add('drop-zone');
  for (const button of form.querySelectorAll('[type=submit]')) {
    button.hidden = true;
  }
  const hint = element('p', 'drop-hint', text('drop'));
  form.append(hint);
  input.addEventListener('change', () => {
    add(input.files);
    input.value = '';
  });
  form.addEventListener('submit', event => event.preventDefault());
  for (const type of ['dragenter', 'dragover']) {
    form.addEventListener(type, () => form.classList.add('dragging'));
  }
  for (const type of ['dragleave', 'drop']) {
    form.addEventListener(type, () => form.classList.remove('dragging'));
  }
  form.addEventListener('drop', event => add(event.dataTransfer.files));
  // A file dropped beside the form must not take the page's place.
  for (const type of ['dragover', 'drop']) {
    window.addEventListener(type, event => event.preventDefault());
  }
  showUnfinished();
}

function add(files) {
  for (const file of files) {
    const row = rowOf(file.name, prefix(file));
    const upload = uploadOf(file, row);
    row.onCancel(() => cancel(upload, row));
    if (file.size > Number(form.dataset.maxBytes)) {
      fail(row, 'file_too_large');
    } else {
      row.show('waiting', text('waiting'));
      waiting.push({upload, row});
    }
  }
  next();
}

function uploadOf(file, row) {
  return new tus.Upload(file, {
    endpoint: ENDPOINT,
    chunkSize: CHUNK,
    retryDelays: RETRIES,
    removeFingerprintOnSuccess: true,
    metadata: {filename: file.name, filetype: file.type},
    fingerprint: () => Promise.resolve(prefix(file)),
    onBeforeRequest: authenticate,
    onShouldRetry: error => retries(error, row),
    onProgress: (sent, all) => progress(row, sent, all),
    onError: error => end(() => fail(row, codeOf(error))),
    onSuccess: () => end(() => succeed(row)),
  });
}

async function next() {
  while (running < AT_ONCE && waiting.length > 0) {
    running++;
    begin(waiting.shift());
  }
}

async function begin({upload, row}) {
  const earlier = await upload.findPreviousUploads();
  if (earlier.length > 0) {
    upload.resumeFromPreviousUpload(earlier[0]);
  }
  if (row.state() === 'waiting') {
    upload.start();
  } else {
    end(() => {});
  }
}

function end(tell) {
  running--;
  tell();
  next();
  // The page lists what is kept; it is asked for again once nobody would miss what stands here.
  if (running === 0 && waiting.length === 0 && done && !failed) {
    window.location.reload();
  }
}

function cancel(upload, row) {
  const began = row.state() !== 'waiting';
  const place = waiting.findIndex(each => each.row === row);
  if (place >= 0) {
    waiting.splice(place, 1);
  }
  row.show('cancelled', text('cancelled'));
  if (began) {
    upload.abort(true).catch(() => {});
    end(() => {});
  }
}

function progress(row, sent, all) {
  if (sent < all) {
    row.show('running', amounts('running', sent, all), sent / all);
  } else {
    row.show('finishing', text('finishing'), 1);
  }
}

function succeed(row) {
  done = true;
  row.show('done', text('done'), 1);
  row.last();
}

function fail(row, code) {
  failed = true;
  row.show('failed', form.getAttribute('data-error-' + code) || form.getAttribute('data-error-other'));
  row.last();
}

// What a later try can change: a broken line, a busy or failing server, a limit; not a refusal.
function retries(error, row) {
  const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
  const again = status < 400 || status >= 500 || [409, 423, 429, 460].includes(status);
  if (again) {
    row.show('retrying', text('retrying'));
  }
  return again;
}

function codeOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).code;
  } catch {
    return 'other';
  }
}

// The page's session authenticates; that the request is the page's own is shown by the readable cookie.
function authenticate(request) {
  request.setHeader('X-CSRF-Token', csrf());
}

function csrf() {
  const name = form.dataset.csrfCookie + '=';
  const cookie = document.cookie.split('; ').find(each => each.startsWith(name));
  return cookie ? cookie.slice(name.length) : '';
}

// Several people may use one browser: each finds only what is their own.
function prefix(file) {
  return [mine(), file.name, file.type, file.size, file.lastModified].join('-');
}

function mine() {
  return 'gatehouse-' + form.dataset.owner;
}

async function showUnfinished() {
  const storage = tus.defaultOptions.urlStorage;
  for (const earlier of await storage.findAllUploads()) {
    if (!earlier.urlStorageKey.startsWith('tus::' + mine() + '-') || !earlier.uploadUrl) {
      continue;
    }
    const answer = await ask('HEAD', earlier.uploadUrl);
    const offset = Number(answer.headers.get('Upload-Offset'));
    if (!answer.ok || offset === earlier.size) {
      if (answer.ok || answer.status === 404) {
        storage.removeUpload(earlier.urlStorageKey);
      }
      continue;
    }
    const fingerprint = earlier.urlStorageKey.split('::')[1];
    const row = rowOf(earlier.metadata.filename, fingerprint);
    row.show('unfinished', amounts('unfinished', offset, earlier.size), offset / earlier.size);
    row.onCancel(async () => {
      await ask('DELETE', earlier.uploadUrl);
      storage.removeUpload(earlier.urlStorageKey);
      row.remove();
    });
  }
}

function ask(method, url) {
  return fetch(url, {method, headers: {'Tus-Resumable': '1.0.0', 'X-CSRF-Token': csrf()}});
}

function rowOf(name, key) {
  list.querySelectorAll('[data-state=unfinished]').forEach(row => {
    if (row.dataset.key === key) {
      row.remove();
    }
  });
  const row = element('li', 'upload');
  const bar = element('progress');
  const status = element('span', 'upload-status');
  const button = element('button', 'plain', text('cancel'));
  row.dataset.key = key;
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', name);
  button.type = 'button';
  button.setAttribute('aria-label', text('cancel') + ': ' + name);
  row.append(element('span', 'upload-name', name), bar, status, button);
  list.append(row);
  return {
    state: () => row.dataset.state,
    onCancel: act => button.addEventListener('click', act),
    last: () => button.remove(),
    remove: () => row.remove(),
    show(state, words, part) {
      if (row.dataset.state === 'cancelled') {
        return;
      }
      // Each new state is read out; the amounts while it runs would never end.
      status.setAttribute('aria-live', state === row.dataset.state ? 'off' : 'polite');
      row.dataset.state = state;
      status.textContent = words;
      if (part !== undefined) {
        bar.value = Math.floor(part * 100);
      }
      if (state === 'cancelled') {
        button.remove();
      }
    },
  };
}

function element(name, kind, words) {
  const made = document.createElement(name);
  made.className = kind || '';
  made.textContent = words || '';
  return made;
}

function text(key) {
  return form.getAttribute('data-text-' + key) || '';
}

function amounts(key, part, whole) {
  return text(key).replace('{0}', bytes(part)).replace('{1}', bytes(whole));
}

function bytes(count) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const size = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log(count) / Math.log(1000)));
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: units[size],
    unitDisplay: size === 0 ? 'long' : 'short',
    maximumFractionDigits: size === 0 ? 0 : 1,
  }).format(count / 1000 ** size);
}
