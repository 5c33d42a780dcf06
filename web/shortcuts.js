// Single keys that press what stands on the page, for whoever works through many tickets. What they press says so itself
// (aria-keyshortcuts); here is only when: never while somebody types, never with a modifier, never behind a dialog, and
// not at all where it was switched off (WCAG 2.1.4). The letter counts, wherever the keyboard has it. Ctrl+Enter sends the
// form that one is in, and with Shift, too, goes on to the next ticket.
'use strict';

(() => {
  const TYPED_INTO = 'input:not([type="checkbox"]), textarea, select, [contenteditable], iframe';
  const rows = () => [...document.querySelectorAll('#mirror a.cover')];
  /** The key of what stands at `place` in app::Shortcut, by what is printed on it. */
  const keyOf = (place, standard) => String.fromCodePoint(Stu.appearance.keys[place] ?? standard.codePointAt(0));
  const writes = (key) => key === '/' || key === keyOf(3, 'r') || key === keyOf(4, 'n') || key === keyOf(5, ';'); // lead to a field, which has the focus a frame later
  const FIELD_COMES_WITHIN = 1_000;   // ms
  const STEP = 8; // ui::ActionKind
  let leftFrom = ''; // the ticket from which somebody goes back to its list
  let early = null;  // what was typed before the field had the focus: it belongs into the field

  const usable = (element) => element && !element.closest('[inert]') && element.getAttribute('aria-disabled') !== 'true';
  function press(element) {
    const leads = element.matches(TYPED_INTO);
    if (leads || element.hasAttribute('aria-expanded')) element.focus(); // Tab leads into what is unfolded
    if (!leads) element.click();
  }
  const pressedBy = (place, keys) => [...place.querySelectorAll('[aria-keyshortcuts]')].find((each) => each.getAttribute('aria-keyshortcuts').split(' ').includes(keys));
  const leaveField = () => document.getElementById('mirror').querySelector('h1')?.focus({ preventScroll: true });
  const rowOf = (element) => element?.closest('[role="row"], li');
  /** Moves along the rows of a list; Enter opens the one that has the focus. */
  function step(by) {
    const links = rows(), now = links.indexOf(rowOf(document.activeElement)?.querySelector('a.cover'));
    const next = links[now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return !!next;
  }

  /** Ticks the box of the row that has the focus, with Shift all up to it. */
  function choose({ activeElement }, shiftKey) {
    const box = rowOf(activeElement)?.querySelector('input[type="checkbox"]');
    box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
    return !!box;
  }

  /** In a dialog with a search: from its field to what it has found and along that, by the arrow keys. */
  function walk(dialog, key) {
    const field = dialog.querySelector('input[type="search"]'), { activeElement } = document;
    if (!field || (key !== 'ArrowDown' && key !== 'ArrowUp')) return false;
    const stops = [field, ...dialog.querySelectorAll('li > button')], now = stops.indexOf(activeElement);
    if (now < 0) return false;
    stops[now + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    return true;
  }

  /** In a field with a list of what it finds the arrow keys choose one of that, while the focus stays. */
  function chooseFound({ key, target, isComposing, shiftKey }) {
    if ((key !== 'ArrowDown' && key !== 'ArrowUp') || isComposing || shiftKey || target.getAttribute?.('role') !== 'combobox') return false;
    Stu.act(Number(target.id.slice(1)), STEP, key === 'ArrowDown' ? 1 : -1, '');
    return true;
  }
  addEventListener('mousedown', (event) => { if (event.target.closest?.('[role="option"]')) event.preventDefault(); });

  addEventListener('focusin', ({ target }) => {
    if (!early || !target.matches('textarea, input[type="search"], [role="combobox"]')) return;
    const { text } = early;
    early = null;
    if (!text) return;
    target.setRangeText(text, target.selectionStart, target.selectionEnd, 'end');
    target.dispatchEvent(new Event('input'));
  });
  addEventListener('pointerdown', () => { leftFrom = ''; early = null; }, true);

  /** Ctrl+Enter, or Cmd+Enter, in a field presses the button that sends its form, once however long it is held. A choice, or a form
      without a text, is done with then: single keys work again. */
  function send({ target, key, isComposing, altKey, shiftKey, repeat }) {
    if (key !== 'Enter' || isComposing || altKey || !target.matches?.('textarea, select, input') || !target.form) return false;
    const button = (shiftKey && pressedBy(target.form, 'Control+Shift+Enter')) || target.form.querySelector('button[type="submit"]');
    if (!button) return false;
    if (!repeat && usable(button)) {
      button.click();
      if (target.matches('select') || !target.form.querySelector('textarea')) leaveField();
    }
    return true;
  }

  addEventListener('keydown', (event) => {
    leftFrom = '';
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k') {
      const find = pressedBy(document.getElementById('mirror'), '/');
      if (!find) return; // nobody of staff: the key is the browser's
      if (usable(find) && !event.repeat) {
        early = { since: performance.now(), text: '' };
        find.click();
      }
      return event.preventDefault();
    }
    if ((event.ctrlKey || event.metaKey) && !event.defaultPrevented && send(event)) return event.preventDefault();
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (early && performance.now() - early.since > FIELD_COMES_WITHIN) early = null;
    if (early && event.key.length === 1 && !document.activeElement?.matches(TYPED_INTO)) {
      early.text += event.key;
      event.preventDefault();
      return;
    }
    if (chooseFound(event)) return event.preventDefault();
    const dialog = document.querySelector('#mirror > [role="dialog"]');
    if (dialog && walk(dialog, event.key)) event.preventDefault();
    if (!Stu.appearance.shortcuts || dialog) return;
    const { activeElement } = document;
    if (activeElement?.matches(TYPED_INTO)) {
      if (event.key === 'Escape') leaveField();
      return;
    }
    const target = pressedBy(document.getElementById('mirror'), event.key);
    const down = event.key === keyOf(0, 'j'), steps = down || event.key === keyOf(1, 'k');
    if (usable(target)) {
      if (event.repeat) return; // a key that is held down presses once
      if (event.key === 'Escape') leftFrom = location.pathname;
      if (writes(event.key)) early = { since: performance.now(), text: '' };
      event.preventDefault();
      press(target);
    } else if (steps && step(down ? 1 : -1)) {
      event.preventDefault();
    } else if (event.key.toLowerCase() === keyOf(15, 'x') && !event.repeat && choose(document, event.shiftKey)) {
      event.preventDefault();
    }
  });

  globalThis.Stu ??= {};
  Stu.shortcuts = true; // they are there

  // Back in the list, the row that one came from has the focus again.
  new MutationObserver(() => {
    if (!leftFrom || location.pathname === leftFrom) return;
    const row = rows().find((link) => new URL(link.href).pathname === leftFrom);
    if (!row) return;
    leftFrom = '';
    row.focus();
  }).observe(document.getElementById('mirror'), { subtree: true, childList: true, attributes: true, attributeFilter: ['href'] });
})();
