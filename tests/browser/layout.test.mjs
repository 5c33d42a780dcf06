// Where things stand, asked of the browser itself: the rules of tests/screens/layout_faults.hpp over the boxes of the DOM,
// at widths between a phone and a large screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, openPage, settled } from './support/browser.mjs';
import { pagesOf, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';

openSmallDesk(async () => {
  for (const subject of ['Hello, please help 🙏 with the portal', 'بوابة الطالب لا تفتح منذ أمس.', 'w'.repeat(150), 'Prolonged outage '.repeat(8)])
    await desk.newTicket(subject);
});

const widths = [320, 414, 768, 900, 1024, 1280];
const looked = { student: ['home', 'choose-service', 'new-ticket', 'tickets', 'ticket', 'ticket-closed', 'track', 'settings'],
  staff: ['queue', 'ticket', 'analytics', 'settings'] };

/** Runs in the page. */
function faults() {
  const found = [], hair = 1.5, fingers = innerWidth < 1024 || matchMedia('(pointer: coarse)').matches ? 44 : 24;
  const quoted = (element) => `${element.tagName} “${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}”`;
  const at = (box) => `(${Math.round(box.width)}×${Math.round(box.height)} at ${Math.round(box.left)}, ${Math.round(box.top)})`;
  const lie = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair;
  const scroll = document.querySelector('.scroll');
  /** What of an element is in sight: what has been scrolled away within a part of the page lies on nothing. */
  const shown = (element) => {
    const box = element.getBoundingClientRect(), pane = element.closest('section.scroll');
    if (!pane) return box;
    const clip = pane.getBoundingClientRect(), top = Math.max(box.top, clip.top), bottom = Math.max(top, Math.min(box.bottom, clip.bottom));
    return { left: box.left, right: box.right, top, bottom, width: box.width, height: bottom - top };
  };
  const plane = (element) => (element.closest('.toast') ? 'toast' : element.closest('[role="dialog"]') ? 'dialog' : scroll.contains(element) ? 'page' : 'bars');
  const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;

  // Words: what the browser would write of each, line by line.
  const words = [...document.querySelectorAll('#mirror :is(p, h1, h2, h3, label, [role="columnheader"])')].filter((element) => seen(element) && element.textContent.trim())
    .map((element) => {
      const range = document.createRange(), own = shown(element);
      range.selectNodeContents(element);
      const all = range.getBoundingClientRect();
      if (all.left < -hair || all.right > innerWidth + hair && getComputedStyle(element).textOverflow !== 'ellipsis') found.push(`${quoted(element)} leaves the page ${at(all)}`);
      // Where lines of a painted paragraph end the canvas says; the browser's letters may need one line more.
      const whole = element.getBoundingClientRect();
      if (all.bottom > whole.bottom + 3 && (element.tagName !== 'P' || element.classList.contains('shaped'))) found.push(`${quoted(element)} is clipped in height: ${Math.round(all.height)} of ${Math.round(own.height)} px`);
      return { element, box: own, plane: plane(element) };
    });
  words.forEach((one, index) => words.slice(index + 1).forEach((other) => {
    if (one.plane === other.plane && one.element.textContent !== other.element.textContent && lie(one.box, other.box))
      found.push(`${quoted(one.element)} ${at(one.box)} and ${quoted(other.element)} ${at(other.box)} lie on each other`);
  }));

  const pressed = [...document.querySelectorAll('#mirror :is(a[href], button, input, select, textarea)')].filter(seen)
    .filter((element) => !element.closest('[data-roving]')).map((element) => {
      const boxes = [element, ...(element.type === 'checkbox' ? element.labels : [])].map((each) => each.getBoundingClientRect());
      const [left, top] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])));
      const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...boxes.map((box) => box[side])));
      return { element, plane: plane(element), box: { left, top, right, bottom, width: right - left, height: bottom - top } };
    });
  for (const { element, box } of pressed) {
    if (box.left < -hair || box.right > innerWidth + hair) found.push(`${quoted(element)} leaves the page ${at(box)}`);
    if (!element.closest('.rich') && (box.width < fingers - hair || box.height < fingers - hair)) found.push(`${quoted(element)} is too small to press ${at(box)}`);
    if (element.tagName === 'SELECT' && element.scrollHeight > element.clientHeight + hair) found.push(`${quoted(element)} wraps`);
  }
  const isControl = (element) => !element.matches('.cover, .tab, textarea, [type="checkbox"], [type="file"]') && (element.tagName !== 'A' || !element.style.fontSize);
  pressed.forEach((one, index) => pressed.slice(index + 1).forEach((other) => {
    if (one.plane !== other.plane || one.element.closest('.rich')) return; // within a sentence: WCAG 2.5.8 excepts them
    if (lie(one.box, other.box)) found.push(`${quoted(one.element)} and ${quoted(other.element)} lie on each other`);
    const apart = Math.max(one.box.left, other.box.left) - Math.min(one.box.right, other.box.right);
    const together = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    if (isControl(one.element) && isControl(other.element) && apart > -hair && apart < 24 && together > Math.min(one.box.height, other.box.height) / 2
      && Math.abs(one.box.height - other.box.height) > hair) found.push(`${quoted(one.element)} ${at(one.box)} and ${quoted(other.element)} ${at(other.box)} differ in height`);
  }));
  if (document.documentElement.scrollWidth > innerWidth || scroll.scrollWidth > scroll.clientWidth) found.push('the page scrolls sideways');
  return found;
}

for (const [who, names] of Object.entries(looked)) {
  test(`the pages of ${who} stand well at every width`, async () => {
    const page = await openPage(browser, desk.server, { density: 1 });
    const all = [];
    for (const entry of pagesOf(desk).filter((each) => each.who === who && names.includes(each.name))) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await visit(page, desk, entry);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await settled(page);
        all.push(...(await page.evaluate(faults)).map((fault) => `${entry.name} at ${width} px: ${fault}`));
      }
    }
    assert.deepEqual(all, []);
    await closePage(page);
  });
}

test('on a wide tablet what is pressed is as large as on a phone', async () => {
  const page = await openPage(browser, desk.server, { viewport: { width: 1180, height: 820 }, density: 1, touch: true });
  const all = [];
  for (const entry of pagesOf(desk).filter((each) => looked[each.who]?.includes(each.name))) {
    await visit(page, desk, entry);
    await settled(page);
    assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches));
    all.push(...(await page.evaluate(faults)).map((fault) => `${entry.who} ${entry.name}: ${fault}`));
  }
  assert.deepEqual(all, []);
  await closePage(page);
});
