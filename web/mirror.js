// The semantic tree as real DOM elements over the canvas. They take the pointer, the keyboard and the focus, and report
// what a person did; the canvas below is only paint. The node layout is Node in frontend-wasm/ui/semantics.hpp.
'use strict';

(() => {
  const WORDS = 15; // of a node
  const FLAG = { checked: 1, disabled: 2, required: 4, invalid: 8, modal: 16, focus: 32, current: 64, shaped: 128 };
  const KIND = { click: 1, value: 2, submit: 3, scroll: 4, files: 5, close: 6, focus: 7 };
  const ROLES = ['main', 'banner', 'navigation', 'region', 'form', 'scroll', 'heading', 'text', 'label', 'button', 'submit',
    'link', 'checkbox', 'text_field', 'text_area', 'password_field', 'email_field', 'search_field', 'select', 'file_field',
    'list', 'list_item', 'table', 'row', 'column_header', 'cell', 'dialog', 'progress', 'captcha', 'date_field',
    'pdf', 'details', 'detail', 'term', 'definition', 'rich_text', 'pane', 'content', 'combobox', 'listbox', 'group', 'option'];
  const TAGS = { main: 'main', banner: 'header', navigation: 'nav', region: 'section', form: 'form', text: 'p', label: 'label',
    button: 'button', submit: 'button', link: 'a', checkbox: 'input', text_field: 'input', text_area: 'textarea',
    password_field: 'input', email_field: 'input', search_field: 'input', date_field: 'input', select: 'select', file_field: 'input', combobox: 'input',
    list: 'ul', list_item: 'li', pdf: 'iframe', details: 'dl', term: 'dt', definition: 'dd', pane: 'section' };
  const ARIA = { list: 'list', table: 'table', row: 'row', column_header: 'columnheader', cell: 'cell',
    dialog: 'dialog', progress: 'progressbar', combobox: 'combobox', listbox: 'listbox', group: 'group', option: 'option' };
  const INPUT_TYPES = { checkbox: 'checkbox', text_field: 'text', password_field: 'password', email_field: 'email',
    search_field: 'search', date_field: 'date', file_field: 'file', combobox: 'text' };
  const SHOWS_NAME = new Set(['heading', 'text', 'label', 'button', 'submit', 'link', 'column_header', 'term', 'definition', 'option']);
  const WRITTEN = new Set(['text_field', 'text_area', 'search_field', 'combobox']);
  const FIELDS = new Set(['text_field', 'text_area', 'password_field', 'email_field', 'search_field', 'date_field', 'combobox']);

  const root = document.getElementById('mirror');
  const skip = document.getElementById('skip');
  const known = new Map(); // id -> { element, role, hash, … }
  const decoder = new TextDecoder();
  let opener = null;       // focused before the dialog opened
  let folded = null;       // whose content has just been folded away

  function create(role, level, id) {
    const element = document.createElement(role === 'heading' ? `h${level}` : TAGS[role] || 'div');
    element.id = `n${id}`;
    if (ARIA[role]) element.setAttribute('role', ARIA[role]);
    if (INPUT_TYPES[role]) element.type = INPUT_TYPES[role];
    if (SHOWS_NAME.has(role) || WRITTEN.has(role)) element.dir = 'auto'; // as its own words run
    const act = (kind, number = 0, text = '') => Stu.act(id, kind, number, text);
    switch (role) {
      case 'button': case 'option': element.type = 'button'; element.addEventListener('click', () => act(KIND.click)); break;
      case 'submit': element.type = 'submit'; break;
      case 'form':
        element.noValidate = true;
        element.addEventListener('submit', (event) => { event.preventDefault(); act(KIND.submit); });
        break;
      case 'link': element.addEventListener('click', followLink); break;
      case 'checkbox': element.addEventListener('click', (event) => act(KIND.click, event.shiftKey ? 1 : 0)); break;
      case 'select': element.addEventListener('change', () => act(KIND.value, element.selectedIndex)); break;
      case 'file_field':
        element.multiple = true;
        element.accept = 'application/pdf,.pdf,image/*'; // phones offer the camera
        element.addEventListener('change', async () => {
          const files = [...element.files];
          element.value = ''; // the same file may be chosen again
          const report = await Stu.files.describe(files);
          if (report) act(KIND.files, 0, report);
        });
        break;
      case 'scroll': case 'pane':
        if (role === 'scroll') element.className = 'scroll';
        element.addEventListener('scroll', () => {
          element.scrollLeft = 0; // beside a scroll bar the page is a little too wide, and what gets the focus would move it
          act(KIND.scroll, Math.round(element.scrollTop));
        }, { passive: true });
        break;
      case 'captcha': element.className = 'captcha'; element.setAttribute('role', 'group'); break;
      case 'heading': case 'main': case 'dialog': element.tabIndex = -1; break;
      case 'rich_text': element.className = 'rich'; break;
      default:
        if (FIELDS.has(role)) element.addEventListener('input', () => act(KIND.value, 0, element.value));
    }
    return element;
  }

  function followLink(event) {
    const link = event.currentTarget;
    const url = new URL(link.href);
    if (url.hash === '#reload') { event.preventDefault(); location.reload(); return; }
    const browsers = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0 || link.target;
    if (browsers || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
    event.preventDefault();
    Stu.follow(url.pathname + url.search);
  }

  /** Only staff has any: no first visit loads it. */
  let shortcuts = null;
  function loadShortcuts() {
    shortcuts ??= document.head.appendChild(Object.assign(document.createElement('script'), { src: '{{shortcuts.js}}' }));
  }

  function applyAttributes(entry, attributes) {
    const { element } = entry;
    const wanted = new Map();
    for (const line of attributes ? attributes.split('\n') : []) {
      const equals = line.indexOf('=');
      wanted.set(line.slice(0, equals), line.slice(equals + 1));
    }
    const font = (wanted.get('font') || '').split(' ');
    if (font.length >= 2) {
      element.style.fontSize = `${font[0]}px`;
      element.style.lineHeight = FIELDS.has(entry.role) && entry.role !== 'text_area' ? '' : `${font[1]}px`;
      if (font[2]) element.style.fontWeight = font[2];
      if (font[3]) element.style.setProperty('--ink', `var(--${font[3]})`);
    }
    if (wanted.has('href')) element.setAttribute('href', wanted.get('href'));
    if (wanted.has('target')) { element.target = wanted.get('target'); element.rel = 'noopener'; }
    if (wanted.has('for')) element.htmlFor = wanted.get('for');
    if (wanted.has('id')) element.id = wanted.get('id');
    const look = wanted.get('look') ?? '';
    if (entry.look !== look && (entry.look || look)) element.className = look; // what was one line may be two by now
    entry.look = look;
    if (wanted.has('exact')) element.dataset.exact = element.title = wanted.get('exact');
    if (wanted.has('hidden')) element.setAttribute('aria-hidden', 'true'); // its words are said by another node
    if (wanted.has('roving')) element.dataset.roving = '';
    if (wanted.has('watched') && !entry.watched) {
      entry.watched = true;
      for (const [type, has] of [['focus', 1], ['blur', 0]]) element.addEventListener(type, () => Stu.act(entry.id, KIND.focus, has, ''));
    }
    for (const name of ['autocomplete', 'inputmode', 'placeholder', 'spellcheck', 'enterkeyhint', 'autocapitalize'])
      if (wanted.has(name)) element.setAttribute(name, wanted.get(name));
    if (entry.role === 'password_field') element.type = wanted.has('shown') ? 'text' : 'password';
    toggle(element, 'aria-describedby', wanted.get('describedby'));
    toggle(element, 'aria-keyshortcuts', wanted.get('shortcut'));
    if (wanted.has('shortcut') || wanted.get('href')?.startsWith('/work/')) loadShortcuts();
    if (wanted.get('expanded') === 'false' && element.getAttribute('aria-expanded') === 'true') folded = element;
    for (const name of ['expanded', 'sort', 'rowcount', 'rowindex', 'controls', 'activedescendant', 'selected']) toggle(element, `aria-${name}`, wanted.get(name));
    return wanted;
  }

  function toggle(element, attribute, value) {
    if (value === undefined || value === false || value === null) element.removeAttribute(attribute);
    else if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }

  function applyContent(entry, node) {
    const { element, role } = entry;
    const wanted = applyAttributes(entry, node.attributes), { look } = entry;
    if (SHOWS_NAME.has(role)) {
      const marks = wanted.get('marks');
      if (entry.words !== node.name || entry.marks !== marks || element.textContent !== node.name) Stu.writeMarked(element, entry.words = node.name, entry.marks = marks);
      toggle(element, 'data-words', wanted.get('words'));
      // What ends in dots can be read all the same.
      if (!wanted.has('exact')) toggle(element, 'title', /^(line|clamp|cover)/.test(entry.look) ? node.name : undefined);
    } else if (role === 'rich_text') {
      if (entry.written !== node.value || element.textContent !== entry.words) { // else a link that has the focus keeps it
        Stu.writeRich(element, entry.written = node.value, followLink);
        entry.words = element.textContent;
      }
    } else if (node.name && role !== 'pdf') {
      toggle(element, 'aria-label', wanted.has('bare') || !element.labels?.length ? node.name : undefined);
    }
    if (role === 'select') {
      if (entry.options !== node.value) {
        entry.options = node.value;
        element.replaceChildren(...node.value.split('\n').map((text) => new Option(text)));
      }
      element.selectedIndex = Number(wanted.get('chosen'));
    } else if (FIELDS.has(role)) {
      // The app has seen every keystroke before it draws, so a different value here is the app's own doing.
      if (element.value !== node.value) element.value = node.value;
    } else if (role === 'checkbox') {
      element.checked = !!(node.flags & FLAG.checked);
    } else if (role === 'captcha' && !entry.shown) {
      entry.shown = true;
      Stu.showCaptcha(element, Object.fromEntries(wanted), (answer) => Stu.act(Number(element.id.slice(1)), KIND.value, 0, answer));
    } else if (role === 'progress') {
      element.setAttribute('aria-valuenow', node.value);
    } else if (role === 'scroll' || role === 'pane') {
      const order = wanted.get('to');
      if (order && order !== entry.order && !(role === 'pane' && Stu.scrolling.goesBack())) {
        entry.order = order;
        entry.scrollTo = Number(order.split(' ')[1]);
        if (role === 'scroll') Stu.scrolling.forget();
      }
      if (role === 'pane') toggle(element, 'tabindex', look && '0'); // keys scroll it
    }
    toggle(element, 'aria-invalid', node.flags & FLAG.invalid ? 'true' : undefined);
    toggle(element, 'aria-required', node.flags & FLAG.required ? 'true' : undefined);
    toggle(element, 'aria-disabled', node.flags & FLAG.disabled ? 'true' : undefined);
    toggle(element, 'aria-current', node.flags & FLAG.current ? (role === 'link' ? 'page' : 'true') : undefined);
    if (role === 'dialog') toggle(element, 'aria-modal', 'true');
    if (role === 'pdf') {
      element.title = node.name;
      toggle(element, 'src', wanted.get('src')); // of our own making: "/api/attachments.view?id=…"
    }
    element.classList.toggle('shaped', !!(node.flags & FLAG.shaped));
  }

  // A translator writes other words into the page, below which the canvas still has ours: then the DOM shows its own.
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest('#mirror [id^="n"]');
      const entry = element && known.get(Number(element.id.slice(1)));
      if (entry?.words !== undefined) element.classList.toggle('translated', element.textContent !== entry.words);
    }
  }).observe(root, { subtree: true, childList: true, characterData: true });

  // What the browser draws takes the room that the browser gives it: asked of a paragraph beside the page.
  let sheet = null;
  function measure(words, strong, size, line, width, rich) {
    if (!sheet) {
      sheet = document.createElement('div');
      sheet.id = 'sheet';
      sheet.dir = 'auto';
      sheet.ariaHidden = 'true';
      root.after(sheet);
    }
    const zoom = Number(root.style.zoom) || 1;
    sheet.style.cssText = `zoom:${zoom};font-size:${size}px;line-height:${line}px;font-weight:${strong ? 600 : 400};`
      + (width ? `width:${width}px` : 'width:max-content;white-space:pre');
    if (rich) Stu.writeRich(sheet, words);
    else sheet.textContent = words;
    const { width: wide, height } = sheet.getBoundingClientRect();
    sheet.textContent = '';
    return [wide / zoom, height / zoom];
  }

  function place(entry, x, y, w, h) {
    if (entry.x === x && entry.y === y && entry.w === w && entry.h === h) return;
    Object.assign(entry, { x, y, w, h });
    const { style } = entry.element;
    style.transform = `translate(${x}px,${y}px)`;
    style.width = `${w}px`;
    style.height = `${h}px`;
  }

  /** Puts `element` behind `previous` in `parent` without moving what has the focus: moving an element blurs it. What is about to
      go, `orphan`, keeps its place: the keyboard goes on beside it. */
  function order(parent, previous, element, orphan) {
    let next = previous ? previous.nextSibling : parent.firstChild;
    if (next && next === orphan) next = next.nextSibling;
    if (next === element) return;
    if (element.parentNode === parent && element.contains(document.activeElement)) {
      while (next && next !== element) {
        const after = next.nextSibling;
        parent.appendChild(next);
        next = after;
      }
    } else {
      parent.insertBefore(element, next);
    }
  }

  const CONTROLS = 'input, textarea, select, button, a';
  const controlIn = (element) => (element?.matches(CONTROLS) ? element : element?.querySelector(CONTROLS));

  /** What keeps the keyboard in place when the focused element goes away: of a list the next item, else what is before it. */
  function successor(element) {
    const list = element.closest('ul'), siblings = list ? [...element.parentElement.children] : [], at = siblings.indexOf(element);
    const before = siblings.slice(0, Math.max(at, 0)).reverse(), behind = element === list ? [] : siblings.slice(at + 1);
    const control = [...behind, ...before].map(controlIn).find(Boolean);
    if (control) return control;
    if (folded?.isConnected) return folded;
    for (let up = element.parentElement; up && up !== root; up = up.parentElement) {
      const heading = up.querySelector('h1, h2');
      if (heading && up.isConnected && !element.contains(heading)) return heading;
    }
    return document.getElementById('main');
  }

  /** Removes what is not there any more, but for the outermost element with the focus: it goes once the focus has. */
  function removeGone(count, base) {
    const present = new Set();
    for (let i = 0; i < count; i++) present.add(HEAPU32[base + i * WORDS]);
    let orphan = null;
    for (const [id, entry] of known) {
      if (present.has(id)) continue;
      known.delete(id);
      if (!entry.element.contains(document.activeElement)) entry.element.remove();
      else if (!orphan || entry.element.contains(orphan)) orphan = entry.element;
    }
    return orphan;
  }

  function reconcile(pointer, count, arena) {
    const started = performance.now();
    const base = pointer >> 2;
    const string = (offset, length) => (length ? decoder.decode(HEAPU8.subarray(arena + offset, arena + offset + length)) : '');
    const orphan = removeGone(count, base);
    const last = new Map(); // parent element -> last ordered child
    let focus = null, dialog = null;

    for (let i = 0; i < count; i++) {
      const at = base + i * WORDS;
      const id = HEAPU32[at], parentId = HEAPU32[at + 1], packed = HEAPU32[at + 2], hash = HEAPU32[at + 13];
      const role = ROLES[packed & 255], level = (packed >> 8) & 255, flags = packed >>> 16;
      let entry = known.get(id);
      if (!entry || entry.level !== level) {
        entry?.element.remove();
        entry = { element: create(role, level, id), id, role, level, hash: null };
        known.set(id, entry);
      }
      const parent = parentId ? known.get(parentId).element : root;
      order(parent, last.get(parent), entry.element, orphan);
      last.set(parent, entry.element);
      if (entry.hash !== hash) {
        entry.hash = hash;
        place(entry, HEAP32[at + 3], HEAP32[at + 4], HEAP32[at + 5], HEAP32[at + 6]);
        applyContent(entry, { flags, name: string(HEAPU32[at + 7], HEAPU32[at + 8]),
          value: string(HEAPU32[at + 9], HEAPU32[at + 10]), attributes: string(HEAPU32[at + 11], HEAPU32[at + 12]) });
      }
      if (flags & FLAG.focus) focus = entry.element;
      if (role === 'dialog') dialog = entry.element;
    }

    for (const entry of known.values()) {
      if (entry.scrollTo === undefined) continue;
      entry.element.scrollTop = entry.scrollTo;
      delete entry.scrollTo;
    }
    for (const group of root.querySelectorAll('[data-roving]')) keepOneStop(group);
    settleFocus(dialog, focus, orphan);
    Stu.scrolling.restore();
    Stu.mark('mirror', performance.now() - started);
  }

  // The links of a chart are one stop of the Tab key; the arrow keys go on from there.
  function keepOneStop(group, at) {
    const links = [...group.querySelectorAll('a')];
    const stop = at ?? links.find((link) => link === document.activeElement) ?? links.find((link) => link.tabIndex === 0) ?? links[0];
    for (const link of links) if (link.tabIndex !== (link === stop ? 0 : -1)) link.tabIndex = link === stop ? 0 : -1;
    return links;
  }
  addEventListener('focusin', (event) => {
    const group = event.target.closest?.('[data-roving]');
    if (group) keepOneStop(group, event.target);
  });
  addEventListener('keydown', (event) => {
    const group = event.target.closest?.('[data-roving]');
    if (!group || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const links = keepOneStop(group), now = links.indexOf(event.target);
    const next = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    links[next]?.focus();
  });

  // The second half of a double click must not press what a dialog has put under the pointer meanwhile, or uncovered.
  let lastClick = null;
  addEventListener('click', (event) => {
    const before = lastClick, dialog = event.target.closest?.('[role="dialog"]') ?? null;
    lastClick = event.detail ? { dialog, at: event.timeStamp, x: event.clientX, y: event.clientY } : null; // 0: by a key
    if (!before || !lastClick || before.dialog === dialog || event.timeStamp - before.at > 500) return;
    if (Math.hypot(event.clientX - before.x, event.clientY - before.y) > 12) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // Wherever the focus is: a click beside a dialog's buttons must not make it deaf.
  addEventListener('keydown', (event) => {
    const dialog = root.querySelector(':scope > [role="dialog"]');
    if (event.key === 'Escape' && dialog) Stu.act(Number(dialog.id.slice(1)), KIND.close, 0, '');
  });

  /** What is wrong, else what is still empty, else the first control. */
  const firstToFill = (dialog) => dialog.querySelector('[aria-invalid]') ??
    [...dialog.querySelectorAll('input, textarea')].find((field) => !field.value) ??
    dialog.querySelector(CONTROLS);

  /** Words and boxes that the browser draws lie above the canvas: those that a dialog covers are not shown meanwhile. */
  let covered = [];
  function cover(dialog) {
    for (const element of covered) element.style.visibility = '';
    covered = [];
    if (!dialog) return;
    const over = dialog.getBoundingClientRect();
    covered = [...root.querySelectorAll('.shaped, .rich, input[type="checkbox"]:not(.box)')].filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return !dialog.contains(element) && left < over.right && right > over.left && top < over.bottom && bottom > over.top;
    });
    for (const element of covered) element.style.visibility = 'hidden';
  }

  function settleFocus(dialog, wanted, orphan) {
    root.classList.toggle('modal', !!dialog);
    cover(dialog);
    skip.hidden = !!dialog;
    for (const child of root.children) child.inert = !!dialog && child !== dialog;
    if (dialog && !dialog.contains(document.activeElement)) {
      opener = opener || document.activeElement;
      (firstToFill(dialog) ?? dialog).focus({ preventScroll: true });
    } else if (!dialog && opener) {
      const back = opener;
      opener = null;
      if (back.isConnected && !wanted) back.focus({ preventScroll: true });
    }
    if (wanted && document.activeElement !== wanted) wanted.focus();
    else if (!wanted && orphan && (!document.activeElement || orphan.contains(document.activeElement)))
      successor(orphan)?.focus({ preventScroll: true });
    orphan?.remove();
    folded = null;
  }

  globalThis.Stu = globalThis.Stu || {};
  Stu.mirror = {
    reconcile,
    measure,
    size: () => known.size,
  };
})();
