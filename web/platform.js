// The browser's side of frontend-wasm/platform/browser: frames, pointer, address bar, calls, time and glyphs.
'use strict';

(() => {
  const stage = document.getElementById('stage');
  const canvas = document.getElementById('canvas');
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const build = document.querySelector('meta[name="build"]').content;
  const headers = { 'X-StuTicket': '1', 'X-StuTicket-Build': build, Accept: 'application/x-stuticket' };

  /** Calls `run(pointer, length)` with `bytes` copied into WASM memory for the time of the call. */
  function lend(bytes, run) {
    const pointer = Module._malloc(bytes.length || 1);
    HEAPU8.set(bytes, pointer);
    try { run(pointer, bytes.length); } finally { Module._free(pointer); }
  }

  // --- frames: drawn when something happened, never otherwise
  let asleep = true;
  function kick() {
    if (!asleep || document.hidden) return;
    asleep = false;
    requestAnimationFrame(tick);
  }
  let rest; // until a word about time would be another one
  function wakeIn(ms) {
    clearTimeout(rest);
    if (ms > 0) rest = setTimeout(() => { Module._wake(); kick(); }, Math.min(ms, 2 ** 31 - 1));
  }
  function tick(now) {
    if (Stu.failed) return;
    Stu.frames++;
    let again = false;
    const started = performance.now();
    try { again = Module._frame(now); } catch (fault) { Stu.fail(String(fault)); return; }
    Stu.mark('frame', performance.now() - started);
    if (Stu.frames === 1) Stu.onFirstFrame();
    if (again) requestAnimationFrame(tick);
    else asleep = true;
  }

  // --- size, theme, pointer
  function fit() {
    const width = stage.clientWidth, height = stage.clientHeight;
    if (!width || !height) return;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    Module._on_size(width / scale, height / scale, canvas.width / width * scale);
    kick();
  }

  // --- how it looks on this device; stays when people sign out. The order is that of app::Theme
  const SYSTEM = 0, LIGHT = 1, DARK = 2, HIGH_CONTRAST = 3;
  const choice = 'stuticket appearance';
  const dark = matchMedia('(prefers-color-scheme: dark)'), contrast = matchMedia('(prefers-contrast: more)'),
    forced = matchMedia('(forced-colors: active)');
  const appearance = { theme: SYSTEM, size: 100, shortcuts: true, compact: false, columns: 13, keys: [] }; // bits of app::ListColumn; code points by app::Shortcut, or the standard ones
  try {
    const { theme, size, shortcuts, compact, columns, keys } = JSON.parse(localStorage.getItem(choice));
    if ([SYSTEM, LIGHT, DARK, HIGH_CONTRAST].includes(theme)) appearance.theme = theme;
    if (size >= 50 && size <= 300) appearance.size = size;
    appearance.shortcuts = shortcuts !== false;
    appearance.compact = compact === true;
    if (columns >= 0 && columns <= 15) appearance.columns = Math.trunc(columns);
    if (keys?.length <= 18 && keys.every((key) => key >= 0 && key < 0x110000)) appearance.keys = keys;
  } catch { /* forbidden, nothing kept, or not ours */ }
  const isDark = () => appearance.theme === DARK || (appearance.theme !== LIGHT && dark.matches);
  let scale = 1; // CSS pixels for each of the app's
  function applyTheme() {
    const more = appearance.theme === HIGH_CONTRAST || (appearance.theme === SYSTEM && contrast.matches);
    Module._on_palette(isDark() ? 1 : 0, more ? 1 : 0);
    kick();
  }
  function applySize() {
    const browsers = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // the reader's default size
    scale = browsers * appearance.size / 100;
    document.getElementById('mirror').style.zoom = scale;
    fit();
  }
  function useAppearance(wanted) {
    Object.assign(appearance, wanted);
    try { localStorage.setItem(choice, JSON.stringify(appearance)); } catch { /* lasts as long as the page */ }
    applyTheme();
    applySize();
  }
  const finger = matchMedia('(pointer: coarse)'); // a tablet may be as wide as a desktop
  function applyPointer() {
    Module._on_pointer_kind(finger.matches ? 1 : 0);
    kick();
  }
  let drawable = false; // there is WebGL, and it has not been taken away
  const choosePlain = () => document.body.classList.toggle('plain', !drawable || forced.matches);
  function pointer(event) {
    const over = event.type !== 'pointerleave' && event.pointerType !== 'touch';
    Module._on_pointer(over ? event.clientX / scale : -1, over ? event.clientY / scale : -1);
    kick();
  }
  function watch() {
    new ResizeObserver(fit).observe(stage);
    // A change of zoom or screen changes the density without always changing the size.
    const watchDensity = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
      .addEventListener('change', () => { fit(); watchDensity(); }, { once: true });
    watchDensity();
    for (const query of [dark, contrast]) query.addEventListener('change', applyTheme);
    forced.addEventListener('change', choosePlain);
    finger.addEventListener('change', applyPointer); // a mouse is plugged in
    const cameBack = () => {
      if (document.hidden) return;
      if (Stu.live.cameBack()) Module._on_refresh(0);
      else Module._on_return();
      kick();
    };
    document.addEventListener('visibilitychange', cameBack);
    addEventListener('focus', cameBack); // from another window
    for (const type of ['pointermove', 'pointerdown', 'pointerup', 'pointerleave'])
      document.documentElement.addEventListener(type, pointer, { passive: true });
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      drawable = false;
      choosePlain();
      Module._on_context(1);
    });
    canvas.addEventListener('webglcontextrestored', () => {
      drawable = true;
      choosePlain();
      Module._on_context(0);
      kick();
    });
    addEventListener('pagehide', keepPlace); // also for the same page, loaded again
    addEventListener('popstate', (event) => {
      if (location.hash === '#main') return; // the skip link
      lend(encoder.encode(location.pathname + location.search + location.hash), Module._on_url);
      Stu.scrolling.goBackTo(event.state ?? {});
      kick();
    });
    document.getElementById('skip').addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById('main')?.focus();
    });
  }

  const keepPlace = () => history.replaceState({ scroll: Stu.scrolling.scrolled(), link: Stu.scrolling.focusedLink() }, '');

  // --- in which language the page is read
  const languageFiles = JSON.parse('{{languages}}');
  const languages = {
    wanted: () => encoder.encode(Stu.wantedLanguages().join('\n')),
    keep(code) { try { localStorage.setItem(Stu.languageChoice, code); } catch { /* lasts as long as the page */ } },
    async load(catalog) {
      let bytes = new Uint8Array();
      try {
        const response = await fetch(languageFiles[catalog], { signal: AbortSignal.timeout(30_000) });
        if (response.ok) bytes = new Uint8Array(await response.arrayBuffer());
      } catch { /* none then */ }
      lend(encoder.encode(catalog), (from, length) => lend(bytes, (file, size) => Module._on_language(from, length, file, size)));
      kick();
    },
    show: Stu.speak,
  };

  // --- calls
  async function post(endpoint, body, unasked) {
    let status = 0, bytes = new Uint8Array();
    try {
      const response = await fetch(`/api/${endpoint}`, { method: 'POST', body, credentials: 'same-origin', signal: AbortSignal.timeout(30_000),
        headers: { ...headers, 'Content-Type': 'application/x-stuticket', ...unasked && { 'X-StuTicket-Unasked': '1' } } });
      position = response.headers.get('X-StuTicket-Position') ?? position;
      bytes = new Uint8Array(await response.arrayBuffer());
      status = response.status;
    } catch { /* no connection: status 0 says so */ }
    return { status, bytes };
  }
  async function call(id, endpoint, body, unasked) {
    const { status, bytes } = await post(endpoint, body, unasked);
    lend(bytes, (pointerToBytes, length) => Module._on_reply(id, status, pointerToBytes, length));
    kick();
  }
  let presence; // only staff tells of any: no first visit loads it
  function keepTelling(...said) {
    presence ??= new Promise((onload) => document.head.append(Object.assign(document.createElement('script'), { src: '{{presence.js}}', onload })));
    presence.then(() => Stu.presence(...said));
  }

  // --- a lost connection: the server is asked until it answers, less and less often
  const longestWait = 30_000;
  let probe, failures = 0, lastBack = 0;
  function awaitConnection() {
    if (probe) return;
    if (Date.now() - lastBack > 2 * longestWait) failures = 0; // it held for a while
    probe = setTimeout(reach, Math.min(longestWait, 1000 * 2 ** failures++));
  }
  async function reach() {
    clearTimeout(probe);
    probe = true;
    const answered = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(({ ok }) => ok, () => false);
    probe = undefined;
    if (!answered) return awaitConnection();
    lastBack = Date.now();
    Module._on_connection();
    kick();
  }
  addEventListener('online', () => { if (probe && probe !== true) reach(); });

  // --- a proof of work, beside the page
  function solve(challenge, bits) {
    const answered = (answer) => { lend(encoder.encode(answer), Module._on_captcha); kick(); };
    try {
      const worker = new Worker('{{solver.js}}');
      worker.onmessage = ({ data }) => { worker.terminate(); answered(data); };
      worker.onerror = () => { worker.terminate(); answered(''); };
      worker.postMessage({ challenge, bits });
    } catch { answered(''); }
  }

  // --- reCAPTCHA: its script is fetched when the first box is shown
  let recaptcha;
  function loadRecaptcha(server) {
    recaptcha ??= new Promise((ready, failed) => {
      globalThis.stuRecaptchaReady = () => ready(globalThis.grecaptcha);
      const script = document.createElement('script');
      script.src = `${server}/recaptcha/api.js?onload=stuRecaptchaReady&render=explicit`;
      script.onerror = () => { recaptcha = undefined; failed(new Error('blocked')); };
      document.head.append(script);
    });
    return recaptcha;
  }
  async function showCaptcha(element, { server, sitekey, size, scale: smaller }, changed) {
    try {
      const service = await loadRecaptcha(server);
      const box = document.createElement('div');
      box.style.zoom = smaller;
      element.replaceChildren(box);
      service.render(box, { sitekey, size, theme: isDark() ? 'dark' : 'light', callback: changed,
        'expired-callback': () => changed(''), 'error-callback': () => changed('') });
    } catch {
      element.textContent = Stu.tr('The check against robots could not be loaded. Check your connection and load the page again.');
    }
  }

  // --- whose page this is; every call and upload says so, and all tabs hear of a change
  const otherTabs = globalThis.BroadcastChannel ? new BroadcastChannel('stuticket') : undefined;
  const whose = 'X-StuTicket-Person', nobody = 'nobody';
  let position = ''; // the event up to which the newest answer about the session holds everything
  function belongsTo(person) {
    if (headers[whose] === (person || nobody)) return;
    headers[whose] = person || nobody;
    Stu.live.follow(person, position);
    position = '';
    if (person) otherTabs?.postMessage({ person });
  }
  const tellSignedOut = () => otherTabs?.postMessage({ signedOut: true });
  if (otherTabs) otherTabs.onmessage = ({ data }) => {
    // Whoever signs out in one tab leaves nothing of theirs to be seen in the others.
    if (data.signedOut) return location.reload();
    if (data.person === headers[whose]) return;
    if (document.hidden) return location.replace('/'); // nothing is drawn there, so nothing would be taken away
    Module._on_person();
    kick();
  };

  // --- time, in the reader's zone
  // Days as date fields have them, "2026-11-20", in the reader's zone.
  function dayOf(at) {
    const day = new Date(at);
    return [String(day.getFullYear()).padStart(4, '0'), ...[day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'))].join('-');
  }
  function dayBegins(text) {
    const [year, month, day] = text.split('-').map(Number);
    return new Date(year, month - 1, day).getTime();
  }

  // --- glyphs, drawn with the font stack of style.css
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font');
  const surface = new OffscreenCanvas(128, 128);
  const pen = surface.getContext('2d', { willReadFrequently: true });
  function useFont(strong, size) {
    const font = `${strong ? 600 : 400} ${size}px ${family}`;
    if (useFont.now === font) return;
    useFont.now = pen.font = font;
    pen.fontKerning = 'none';
  }
  const glyphs = {
    measure(strong, size, code, out) {
      useFont(strong, size);
      const m = pen.measureText(String.fromCodePoint(code));
      out.set([m.width, Math.floor(-m.actualBoundingBoxLeft), Math.floor(-m.actualBoundingBoxAscent),
        Math.ceil(m.actualBoundingBoxRight), Math.ceil(m.actualBoundingBoxDescent)]);
    },
    /** Ascent and descent as the page's own text has them: a canvas rounds them differently, up to a pixel and a half. */
    line(strong, size, out) {
      const probe = document.createElement('span'), foot = document.createElement('span'), words = document.createRange();
      probe.style.cssText = `position:absolute;left:0;top:0;visibility:hidden;font:${strong ? 600 : 400} ${size}px ${family}`;
      foot.style.display = 'inline-block'; // stands on the baseline
      probe.append('H', foot);
      document.body.append(probe);
      words.selectNodeContents(probe.firstChild);
      const { top, bottom } = words.getBoundingClientRect(), baseline = foot.getBoundingClientRect().bottom;
      probe.remove();
      out.set([baseline - top, bottom - baseline]);
    },
    draw(strong, size, code, left, top, width, height, alpha) {
      if (surface.width < width || surface.height < height) {
        surface.width = Math.max(surface.width, width);
        surface.height = Math.max(surface.height, height);
        useFont.now = ''; // resizing resets the pen
      }
      useFont(strong, size);
      pen.clearRect(0, 0, width, height);
      pen.fillStyle = '#fff';
      pen.fillText(String.fromCodePoint(code), -left, -top);
      const { data } = pen.getImageData(0, 0, width, height);
      for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3];
    },
  };

  /** The reader's own zone first, then all by name; one a line. */
  function timeZones() {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    return encoder.encode([own, ...(Intl.supportedValuesOf?.('timeZone') ?? ['UTC'])].join('\n'));
  }

  function announce(text, urgent) {
    const region = document.getElementById(urgent ? 'live-urgent' : 'live-polite');
    // Messages of one moment stand together; each is a new element, so that the same words are said again.
    if (!region.recent) region.replaceChildren();
    clearTimeout(region.recent);
    region.recent = setTimeout(() => { region.recent = 0; }, 500);
    const line = document.createElement('p');
    line.textContent = text;
    region.append(line);
  }

  // The last durations of each kind in milliseconds, for tools/bench.
  const marks = { frame: [], mirror: [] };
  function mark(kind, took) {
    marks[kind].push(took);
    if (marks[kind].length > 500) marks[kind].shift();
  }

  Object.assign(Stu, {
    marks,
    mark,
    frames: 0,
    failed: false,
    kick,
    wakeIn,
    text: (from, length) => decoder.decode(HEAPU8.subarray(from, from + length)),
    act(id, kind, number, text) {
      lend(encoder.encode(text), (from, length) => Module._on_action(id, kind, number, from, length));
      kick();
    },
    follow(url) { lend(encoder.encode(url), Module._on_link); kick(); },
    showUrl(url, push) {
      if (!push) return history.replaceState(null, '', url);
      keepPlace(); // for the way back
      history.pushState(null, '', url);
    },
    usePalette(css, isDark) {
      const { style } = document.documentElement;
      for (const entry of css.split(';')) {
        const colon = entry.indexOf(':');
        if (colon > 0) style.setProperty(entry.slice(0, colon), entry.slice(colon + 1));
      }
      style.colorScheme = isDark ? 'dark' : 'light';
    },
    begin() {
      stage.hidden = false;
      lend(encoder.encode(location.pathname + location.search + location.hash), (from, length) => { drawable = Module._start(from, length); });
      choosePlain();
      applySize();
      applyTheme();
      applyPointer();
      watch();
      if (history.state) Stu.scrolling.goBackTo({ scroll: history.state.scroll });
    },
    appearance, useAppearance, languages, lend, headers, post, call, keepTelling, awaitConnection, timeZones, dayOf, dayBegins, glyphs, announce, belongsTo, tellSignedOut, solve, showCaptcha,
  });
})();
