// Loads the program, shows how far it is, and says in words when something fails.
'use strict';

(() => {
  const boot = document.getElementById('boot');
  const words = document.getElementById('boot-text');
  const progress = document.getElementById('boot-progress');
  const url = '{{app.wasm}}';
  const size = Number('{{wasm_bytes}}');

  /** Counts what arrives on a copy: the engine must get the response itself, or it loses its compiled-code cache. */
  async function count(copy) {
    const reader = copy.body.getReader();
    for (let loaded = 0; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      loaded += value.length;
      progress.value = Math.min(100, Math.round((100 * loaded) / size));
    }
  }

  async function instantiate(imports, done) {
    try {
      const response = await fetch(url, { credentials: 'same-origin' });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      count(response.clone()).catch(() => {});
      const { instance, module } = await WebAssembly.instantiateStreaming(response, imports);
      done(instance, module);
    } catch (fault) {
      Stu.fail(String(fault), 'StuTicket could not be loaded. Check your connection and load the page again.');
    }
  }

  globalThis.Stu ??= {};
  Stu.fail = (detail, sentence = 'Something went wrong in this page. What you sent is safe; please load the page again.') => {
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
    performance.mark('first-frame');
  };

  globalThis.Module = {
    instantiateWasm(imports, done) { instantiate(imports, done); return {}; },
    onRuntimeInitialized() { try { Stu.begin(); } catch (fault) { Stu.fail(String(fault)); } },
    onAbort(reason) { Stu.fail(String(reason)); },
    print: console.log,
    printErr: console.warn,
  };
  addEventListener('error', (event) => { // a script that did not arrive; such errors do not bubble
    if (event.target instanceof HTMLScriptElement)
      Stu.fail(event.target.src, 'StuTicket could not be loaded. Check your connection and load the page again.');
  }, true);
  addEventListener('error', (event) => { if (event.error instanceof WebAssembly.RuntimeError) Stu.fail(String(event.error)); });
})();
