// Loads the program, shows how far it is, and says in words when something fails. Comes first of all scripts.
'use strict';

(() => {
  const boot = document.getElementById('boot');
  const words = document.getElementById('boot-text');
  const progress = document.getElementById('boot-progress');
  globalThis.Stu ??= {};

  // --- which program: what a first visit loads, or where staff has been here before the one with what only staff needs
  const staffWasHere = 'stuticket staff';
  let staff = window.name === staffWasHere; // where nothing can be kept
  if (staff) window.name = '';
  try { staff ||= localStorage.getItem(staffWasHere) !== null; } catch { /* forbidden */ }
  const program = staff ? { script: '{{staff.js}}', wasm: '{{staff.wasm}}', bytes: Number('{{staff_bytes}}') }
    : { script: '{{app.js}}', wasm: '{{app.wasm}}', bytes: Number('{{app_bytes}}') };
  /** The page again, at the address that it has by then. */
  Stu.loadStaffPart = () => {
    try { localStorage.setItem(staffWasHere, ''); } catch { window.name = staffWasHere; }
    setTimeout(() => location.reload());
  };
  addEventListener('DOMContentLoaded', () => { // every other script has run
    document.head.append(Object.assign(document.createElement('script'), { src: program.script }));
  });

  // --- what is said before the program is there, or in its place; tools/bundle_web has looked it up in po/
  const sentences = JSON.parse('{{sentences}}');
  const fixed = [...document.querySelectorAll('[data-tr]')].map((element) => [element, element.textContent]);
  /** `english` in the language of the page. */
  Stu.tr = (english) => sentences[document.documentElement.lang]?.[english] ?? english;
  const say = (code, direction) => {
    Object.assign(document.documentElement, { lang: code, dir: direction });
    for (const [element, english] of fixed) element.textContent = Stu.tr(english);
  };
  let programSpeaks = false;
  Stu.speak = (code, direction) => { programSpeaks = true; say(code, direction); };
  Stu.languageChoice = 'stuticket language';
  /** As chosen on this device, then as the browser asks. */
  Stu.wantedLanguages = () => {
    let kept = '';
    try { kept = localStorage.getItem(Stu.languageChoice) ?? ''; } catch { /* forbidden */ }
    return [kept, ...navigator.languages].filter(Boolean);
  };
  const known = (code) => code === 'en' || code in sentences;
  say(Stu.wantedLanguages().map((tag) => tag.split('-')[0].toLowerCase()).find(known) ?? 'en', 'ltr');

  /** Counts what arrives on a copy: the engine must get the response itself, or it loses its compiled-code cache. */
  async function count(copy) {
    const reader = copy.body.getReader();
    for (let loaded = 0; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      loaded += value.length;
      progress.value = Math.min(100, Math.round((100 * loaded) / program.bytes));
    }
  }

  async function instantiate(imports, done) {
    try {
      const response = await fetch(program.wasm, { credentials: 'same-origin' });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      count(response.clone()).catch(() => {});
      const { instance, module } = await WebAssembly.instantiateStreaming(response, imports);
      done(instance, module);
    } catch (fault) {
      Stu.fail(String(fault), notLoaded());
    }
  }

  const notLoaded = () => Stu.tr('StuTicket could not be loaded. Check your connection and load the page again.');
  Stu.fail = (detail, sentence = Stu.tr('Something went wrong in this page. What you sent is safe; please load the page again.')) => {
    if (Stu.failed) return;
    Stu.failed = true;
    console.error(detail);
    for (const id of ['stage', 'skip']) document.getElementById(id).hidden = true;
    boot.hidden = false;
    progress.hidden = true;
    words.textContent = sentence;
    document.getElementById('boot-help').hidden = false;
    document.getElementById('boot-again').addEventListener('click', () => location.reload());
    document.getElementById('boot-again').focus();
  };
  Stu.onFirstFrame = () => {
    boot.hidden = true;
    if (!programSpeaks) say('en', 'ltr'); // as it does until its language has arrived
    performance.mark('first-frame');
  };

  globalThis.Module = {
    instantiateWasm(imports, done) { instantiate(imports, done); return {}; },
    onRuntimeInitialized() { try { Stu.begin(); } catch (fault) { Stu.fail(String(fault)); } },
    onAbort(reason) { Stu.fail(String(reason)); },
    print: console.log,
    printErr: console.warn,
  };
  addEventListener('error', (event) => { // a script of ours that did not arrive; such errors do not bubble
    if (event.target instanceof HTMLScriptElement && event.target.src.startsWith(`${location.origin}/`))
      Stu.fail(event.target.src, notLoaded());
  }, true);
  addEventListener('error', (event) => { if (event.error instanceof WebAssembly.RuntimeError) Stu.fail(String(event.error)); });
})();
