// PDFs and pictures that somebody chose, dropped or pasted. They stay here under a handle until the server has them, also
// through a reload or a lost connection: their bytes lie in IndexedDB. Where that is forbidden they live as long as the page.
// A picture becomes a PDF before it is sent (pictures.js).
'use strict';

(() => {
  const files = new Map();
  const uploads = new Map();

  const database = new Promise((opened) => {
    try {
      const request = indexedDB.open('stuticket', 2);
      request.onupgradeneeded = () => {
        const { result } = request; // earlier versions did not say whose a file is
        if (result.objectStoreNames.contains('files')) result.deleteObjectStore('files');
        result.createObjectStore('files');
      };
      request.onsuccess = () => opened(request.result);
      request.onerror = request.onblocked = () => opened(null);
    } catch { opened(null); }
  });
  /** Runs `work` on the store of files; its result, or undefined when there is no storage. */
  async function stored(mode, work) {
    const opened = await database;
    if (!opened) return undefined;
    return new Promise((done) => {
      try {
        const request = work(opened.transaction('files', mode).objectStore('files'));
        request.onsuccess = () => done(request.result);
        request.onerror = () => done(undefined);
      } catch { done(undefined); }
    });
  }
  /** { file, person: whose it is, picture: it came as one and is sent as a PDF, made: which `file` is already } */
  function keep(handle, kept) {
    files.set(handle, kept);
    stored('readwrite', (store) => store.put(kept, handle));
  }
  function forget(handle) {
    files.delete(handle);
    stored('readwrite', (store) => store.delete(handle));
  }

  const PDF = 'application/pdf';
  /** By its kind, or by its first bytes: JPEG, PNG, HEIC. */
  const isPicture = (file, hex) => /^(ffd8ff|89504e47|.{8}66747970)/.test(hex) || (file.type.startsWith('image/') && !/^25504446/.test(hex));

  /** Keeps the files and describes them, one a line: handle, size, first bytes in hex or "picture", name. */
  async function describe(chosen) {
    const lines = await Promise.all(chosen.map(async (file) => {
      const handle = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1; // unlike those of an earlier visit; 31 bits cross to WASM unchanged
      const first = new Uint8Array(await file.slice(0, 8).arrayBuffer().catch(() => new ArrayBuffer(0)));
      const hex = [...first].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const picture = isPicture(file, hex);
      keep(handle, { file, picture, person: Stu.headers['X-StuTicket-Person'] });
      return `${handle}\t${file.size}\t${picture ? 'picture' : hex}\t${file.name.replace(/[\t\n]/g, ' ')}`;
    }));
    return lines.join('\n');
  }

  let turn = Promise.resolve(); // one after the other: a large picture takes hundreds of megabytes
  /** A PDF of `picture`; null where it cannot be read, or is not `wanted()` any more. Rejects when what makes it cannot be loaded. */
  function pdfOf(picture, wanted) {
    const made = () => wanted() && new Promise((done, failed) => {
      const worker = new Worker('{{pictures.js}}');
      const end = () => worker.terminate();
      worker.onmessage = ({ data }) => { end(); done(data); };
      worker.onerror = (event) => { event.preventDefault(); end(); failed(event); };
      worker.postMessage(picture);
    });
    return turn = turn.then(made, made);
  }

  async function upload(handle, name) {
    const request = new XMLHttpRequest(); // fetch tells nothing of how much is sent
    uploads.set(handle, request);
    const wanted = () => uploads.get(handle) === request; // not cancelled meanwhile
    const end = (tell) => {
      if (!wanted()) return;
      uploads.delete(handle);
      tell();
      Stu.kick();
    };
    const kept = files.get(handle) ?? await stored('readonly', (store) => store.get(handle));
    let file = kept?.file;
    if (!file) return end(() => Module._on_file_gone(handle, 0));
    if (kept.picture) {
      name = name.replace(/\.[a-z]\w{2,3}$/i, '') + '.pdf';
      if (!kept.made) {
        try { file = await pdfOf(file, wanted); } catch { return end(() => Module._on_uploaded(handle, 0, 0, 0)); }
        if (!file) return end(() => { forget(handle); Module._on_file_gone(handle, 1); });
        if (wanted()) keep(handle, { ...kept, file, made: true });
      }
    }
    if (!wanted()) return;
    request.open('POST', `/api/attachments.put?name=${encodeURIComponent(name)}`);
    for (const [key, value] of Object.entries(Stu.headers)) request.setRequestHeader(key, value);
    request.setRequestHeader('Content-Type', PDF);
    request.responseType = 'arraybuffer';
    request.timeout = 120_000;
    request.upload.onprogress = (event) => {
      Module._on_progress(handle, event.total ? event.loaded / event.total : 0);
      Stu.kick();
    };
    request.onloadend = () => end(() => {
      if (request.status === 200) forget(handle);
      Stu.lend(new Uint8Array(request.response || new ArrayBuffer(0)),
        (pointer, length) => Module._on_uploaded(handle, request.status, pointer, length));
    });
    request.send(file);
  }

  function stop(handle) {
    const request = uploads.get(handle);
    uploads.delete(handle);
    request?.abort();
  }
  function cancel(handle) {
    forget(handle);
    stop(handle);
  }

  /** Nothing of this person may be left for the next one at a shared computer. */
  function erase(person) {
    files.clear();
    stored('readwrite', (store) => {
      const all = store.openCursor();
      all.addEventListener('success', () => {
        if (!all.result) return;
        if (all.result.value.person === person) all.result.delete();
        all.result.continue();
      });
      return all;
    });
  }

  // --- dropped anywhere on the page, or pasted: they go to the page's one field for files
  const field = () => document.querySelector('#mirror input[type="file"]');
  const hasFiles = (transfer) => !!transfer && [...transfer.types].includes('Files');
  function hand(transfer) {
    const target = field();
    if (!target || target.closest('[inert]')) return;
    target.files = transfer.files;
    target.dispatchEvent(new Event('change'));
  }
  let over = 0;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault(); // or the browser leaves the page for the file
    event.dataTransfer.dropEffect = field() ? 'copy' : 'none';
    document.body.classList.add('dropping');
    clearTimeout(over);
    over = setTimeout(() => document.body.classList.remove('dropping'), 200); // "dragover" comes several times a second
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    document.body.classList.remove('dropping');
    hand(event.dataTransfer);
  });
  addEventListener('paste', (event) => {
    const { types, files: pasted } = event.clipboardData ?? {};
    // Office programs add a picture of the words.
    if (pasted?.length && !(types.includes('text/plain') && types.includes('text/html'))) hand(event.clipboardData);
  });

  globalThis.Stu = globalThis.Stu || {};
  Stu.files = { describe, upload, stop, cancel, erase };
})();
