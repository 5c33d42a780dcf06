// Where the page stands: kept for the way back and for a reload, and moved by keys and wheel as any page is.
'use strict';

(() => {
  const mirror = document.getElementById('mirror');

  // Going back returns to where the page was, as soon as there is enough of it again; any move of the person ends that.
  let wantedScroll = null, wantedLink = null;
  /** What scrolls when nothing else is meant: the page, or the first of its parts where those scroll by themselves. */
  const scroller = () => mirror.querySelector('section.scroll:first-of-type') ?? mirror.querySelector('.scroll');
  /** And the focus to the link that led away. */
  function restoreFocus() {
    const link = wantedLink && mirror.querySelector(`#main a[href="${CSS.escape(wantedLink)}"]`);
    if (!link) return;
    wantedLink = null;
    link.focus({ preventScroll: true });
  }
  function restore() {
    restoreFocus();
    if (wantedScroll === null || !scroller()) return;
    scroller().scrollTop = wantedScroll;
    if (Math.abs(scroller().scrollTop - wantedScroll) < 1) wantedScroll = null;
  }
  for (const type of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    addEventListener(type, () => { wantedScroll = wantedLink = null; }, { passive: true });

  // As any page: until something has the focus, the keys that scroll do, and the wheel does wherever the pointer is.
  addEventListener('keydown', (event) => {
    const region = scroller(), { activeElement } = document;
    const beside = region?.matches('section') && !activeElement?.closest('section.scroll, input, textarea, select, iframe')
      && (activeElement?.tabIndex < 0 || event.key.startsWith('Page'));
    const nowhere = !activeElement || activeElement === document.body || beside;
    if (!region || !nowhere || mirror.classList.contains('modal') || event.ctrlKey || event.altKey || event.metaKey) return;
    const leap = region.clientHeight * 0.9;
    const by = { PageDown: leap, PageUp: -leap, ' ': event.shiftKey ? -leap : leap, ArrowDown: 40, ArrowUp: -40,
      End: region.scrollHeight, Home: -region.scrollHeight }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    region.scrollBy(0, by);
  });
  addEventListener('wheel', (event) => {
    const region = scroller();
    if (!region || event.ctrlKey || mirror.classList.contains('modal')) return;
    for (let over = event.target; over?.matches; over = over.parentElement) // one that scrolls by itself
      if (over.matches('.scroll, textarea') && over.scrollHeight > over.clientHeight) return;
    region.scrollBy(0, event.deltaY * [1, 22, region.clientHeight][event.deltaMode]);
  }, { passive: true });

  globalThis.Stu = globalThis.Stu || {};
  Stu.scrolling = {
    restore,
    goesBack: () => wantedScroll !== null,
    forget() { wantedScroll = wantedLink = null; },
    scrolled: () => scroller()?.scrollTop ?? 0,
    /** The link that is followed, to come back to. */
    focusedLink: () => (document.activeElement?.closest('#main') && document.activeElement.getAttribute('href')) || null,
    /** With the next frames: what is on the screen now is the page that is being left. */
    goBackTo({ scroll = 0, link = null } = {}) { wantedScroll = scroll; wantedLink = link; },
  };
})();
