// Notes on this device: drafts. Storage may be full or forbidden; a draft then lives as long as the page.
'use strict';

(() => {
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  const notePrefix = 'stuticket note ';
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  /** Names of the notes of one person: the second word of a key is whose it is. */
  const notesOf = (person) => Object.keys(localStorage)
    .filter((name) => name.startsWith(notePrefix) && name.slice(notePrefix.length).split(' ')[1] === person);

  // --- drafts of people who signed out: kept for an hour, sealed with a key that only their own sessions are given
  const asidePrefix = 'stuticket aside ', asideFor = 3_600_000;
  /** Names of what is put aside; what is older goes. */
  function asides() {
    const isFresh = (name) => {
      try {
        const { until } = JSON.parse(localStorage.getItem(name));
        return until > Date.now() && until <= Date.now() + asideFor;
      } catch { return false; }
    };
    try {
      const all = Object.keys(localStorage).filter((name) => name.startsWith(asidePrefix));
      for (const name of all) if (!isFresh(name)) localStorage.removeItem(name);
      return all.filter(isFresh);
    } catch { return []; }
  }
  const sealKey = (hex) => crypto.subtle.importKey('raw', Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)),
    'AES-GCM', false, ['encrypt', 'decrypt']);
  async function seal(person, key, begun) {
    const until = Date.now() + asideFor, iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealKey(key), encoder.encode(JSON.stringify(begun)));
    localStorage.setItem(asidePrefix + person, JSON.stringify({ until, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) }));
  }
  async function unseal({ iv, sealed }, key) {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, await sealKey(key), fromBase64(sealed));
    return JSON.parse(decoder.decode(opened));
  }

  const notes = {
    read(key) {
      try { return fromBase64(localStorage.getItem(notePrefix + key) ?? ''); } catch { return new Uint8Array(); }
    },
    write(key, bytes) {
      try {
        if (!bytes.length) localStorage.removeItem(notePrefix + key);
        else localStorage.setItem(notePrefix + key, toBase64(bytes));
      } catch { /* as above */ }
    },
    erase(person) {
      try { for (const name of notesOf(person)) localStorage.removeItem(name); } catch { /* as above */ }
      Stu.files.erase(person);
      Stu.tellSignedOut();
    },
    aside: () => asides(),
    putAside(person, key) {
      let begun = [];
      try { begun = notesOf(person).filter((name) => !name.startsWith(`${notePrefix}waiting `)).map((name) => [name, localStorage.getItem(name)]); } catch { /* as above */ }
      if (!begun.length || !crypto.subtle) { notes.erase(person); return false; }
      for (const [name] of begun) localStorage.removeItem(name); // at once; sealing takes a moment
      seal(person, key, begun).catch(() => {}).finally(() => notes.erase(person));
      setTimeout(asides, asideFor);
      return true;
    },
    async bringBack(person, key) {
      const name = asidePrefix + person;
      if (!asides().includes(name)) return;
      try {
        const begun = await unseal(JSON.parse(localStorage.getItem(name)), key);
        localStorage.removeItem(name);
        if (Stu.headers['X-StuTicket-Person'] !== person) return; // gone again
        for (const [note, text] of begun) if (localStorage.getItem(note) === null) localStorage.setItem(note, text);
        Module._on_drafts_back();
        Stu.kick();
      } catch { localStorage.removeItem(name); }
    },
  };

  globalThis.Stu = globalThis.Stu || {};
  Stu.notes = notes;
})();
