// Single keys that press what stands on the page, for whoever works through many tickets. What they press says so itself
// (aria-keyshortcuts); here is only when: never while somebody types, never with a modifier, never behind a dialog, and
// not at all where it was switched off (WCAG 2.1.4). The letter counts, wherever the keyboard has it.
'use strict';

(() => {
  const TYPED_INTO = 'input:not([type="checkbox"]), textarea, select, [contenteditable], iframe';
  const rows = () => [...document.querySelectorAll('#mirror a.cover')];
  let leftFrom = ''; // the ticket from which somebody goes back to its list

  const usable = (element) => element && !element.closest('[inert]') && element.getAttribute('aria-disabled') !== 'true';
  function press(element) {
    if (element.matches(TYPED_INTO)) element.focus();
    else element.click();
  }
  /** Moves along the rows of a list; Enter opens the one that has the focus. */
  function step(by) {
    const links = rows(), now = links.indexOf(document.activeElement);
    const next = links[now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return !!next;
  }

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!Stu.appearance.shortcuts || document.querySelector('#mirror > [role="dialog"]')) return;
    const { activeElement } = document;
    if (activeElement?.matches(TYPED_INTO)) {
      if (event.key === 'Escape') document.getElementById('mirror').querySelector('h1')?.focus({ preventScroll: true });
      return;
    }
    const target = [...document.querySelectorAll('#mirror [aria-keyshortcuts]')]
      .find((each) => each.getAttribute('aria-keyshortcuts') === event.key);
    if (usable(target)) {
      if (event.key === 'Escape') leftFrom = location.pathname;
      event.preventDefault();
      press(target);
    } else if ((event.key === 'j' || event.key === 'k') && step(event.key === 'j' ? 1 : -1)) {
      event.preventDefault();
    }
  });

  // Back in the list, the row that one came from has the focus again.
  new MutationObserver(() => {
    if (!leftFrom || location.pathname === leftFrom) return;
    const row = rows().find((link) => new URL(link.href).pathname === leftFrom);
    if (!row) return;
    leftFrom = '';
    row.focus();
  }).observe(document.getElementById('mirror'), { subtree: true, childList: true, attributes: true, attributeFilter: ['href'] });
})();
