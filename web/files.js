// PDFs that somebody chose, dropped or pasted. They stay here under a handle until the server has them, also through a
// reload or a lost connection: their bytes lie in IndexedDB. Where that is forbidden they live as long as the page.
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
  function forget(handle) {
    files.delete(handle);
    stored('readwrite', (store) => store.delete(handle));
  }

  /** Keeps the files and describes them, one a line: handle, size, first bytes in hex, name. */
  async function describe(chosen) {
    const lines = await Promise.all(chosen.map(async (file) => {
      const handle = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1; // unlike those of an earlier visit; 31 bits cross to WASM unchanged
      files.set(handle, file);
      const person = Stu.headers['X-StuTicket-Person'];
      stored('readwrite', (store) => store.put({ file, person }, handle));
      const first = new Uint8Array(await file.slice(0, 8).arrayBuffer().catch(() => new ArrayBuffer(0)));
      const hex = [...first].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return `${handle}\t${file.size}\t${hex}\t${file.name.replace(/[\t\n]/g, ' ')}`;
    }));
    return lines.join('\n');
  }

  async function upload(handle, name) {
    const request = new XMLHttpRequest(); // fetch tells nothing of how much is sent
    uploads.set(handle, request);
    const file = files.get(handle) ?? (await stored('readonly', (store) => store.get(handle)))?.file;
    if (uploads.get(handle) !== request) return; // cancelled meanwhile
    if (!file) {
      uploads.delete(handle);
      Module._on_file_gone(handle);
      Stu.kick();
      return;
    }
    request.open('POST', `/api/attachments.put?name=${encodeURIComponent(name)}`);
    for (const [key, value] of Object.entries(Stu.headers)) request.setRequestHeader(key, value);
    request.setRequestHeader('Content-Type', 'application/pdf');
    request.responseType = 'arraybuffer';
    request.timeout = 120_000;
    request.upload.onprogress = (event) => {
      Module._on_progress(handle, event.total ? event.loaded / event.total : 0);
      Stu.kick();
    };
    request.onloadend = () => {
      if (uploads.get(handle) !== request) return;
      uploads.delete(handle);
      if (request.status === 200) forget(handle);
      Stu.lend(new Uint8Array(request.response || new ArrayBuffer(0)),
        (pointer, length) => Module._on_uploaded(handle, request.status, pointer, length));
      Stu.kick();
    };
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
    if (event.clipboardData?.files.length) hand(event.clipboardData);
  });

  globalThis.Stu = globalThis.Stu || {};
  Stu.files = { describe, upload, stop, cancel, erase };
})();
