// Uploads a file with tus-js-client as an application would, and remembers in a file how to go on.
// usage: upload.mjs URL TOKEN FILE MEMORY [DIES_AFTER]: with the last, the process ends like a killed one after so many bytes.
import fs from 'node:fs';
import * as tus from 'tus-js-client';

const [url, token, file, memory, diesAfter] = process.argv.slice(2);

const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint: url + '/api/uploads',
  headers: {Authorization: 'Bearer ' + token},
  uploadSize: fs.statSync(file).size,
  metadata: {filename: 'big.txt', filetype: 'text/plain'},
  urlStorage: new tus.FileUrlStorage(memory),
  retryDelays: [0, 500, 1000, 2000, 5000, 10000],
  onProgress(sent) {
    if (diesAfter && sent > Number(diesAfter)) {
      process.exit(9);
    }
  },
  onError(error) {
    console.log('error ' + error);
    process.exit(1);
  },
  onAfterResponse(request, response) {
    if (request.getMethod() === 'HEAD' && response.getStatus() === 200) {
      console.log('from ' + response.getHeader('Upload-Offset'));
    }
    const made = response.getHeader('Gatehouse-File');
    if (made) {
      console.log('file ' + made);
    }
  },
  onSuccess() {
    console.log('done');
  },
});

const earlier = await upload.findPreviousUploads();
if (earlier.length > 0) {
  upload.resumeFromPreviousUpload(earlier[0]);
}
upload.start();
