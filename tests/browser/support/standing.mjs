// Of a page as it stands in the browser: what can be pressed, whether all of it can be seen, and what moved by itself.
import assert from 'node:assert/strict';
import { accessible, settled, shot } from './browser.mjs';

const INTERACTIVE = '#mirror :is(a[href], button, input, select, textarea)';

/** What can be pressed, as far as it is seen: boxes cut at the edges of what scrolls, of a link in a sentence one for each line. */
const visibleTargets = (page) => page.evaluate((selector) => [...document.querySelectorAll(selector)]
  .filter((element) => !element.closest('[inert]') && element.checkVisibility({ visibilityProperty: true }))
  .flatMap((element) => [...element.getClientRects()].map((box) => {
    const scroll = element.closest('.scroll')?.getBoundingClientRect();
    const top = Math.max(box.top, scroll?.top ?? 0), bottom = Math.min(box.bottom, scroll?.bottom ?? innerHeight);
    return { name: `${element.tagName} ${element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.textContent}`,
      left: box.left, right: box.right, top, bottom, within: element.parentElement.closest('a, button')?.id };
  })).filter(({ top, bottom }) => bottom > top), INTERACTIVE);

/** Pairs of them that lie on each other. */
function overlapping(targets) {
  const found = [];
  targets.forEach((one, index) => targets.slice(index + 1).forEach((other) => {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 1) found.push(`${one.name} and ${other.name}`);
  }));
  return found;
}

/** All of the page can be seen: nothing is cut off, and nothing lies over something else, at its beginning and at its end. */
export async function fits(page, viewport, where) {
  const state = await page.evaluate(() => {
    const scroll = document.querySelector('.scroll'), main = document.getElementById('main');
    const reach = Math.max(...[...main.children].map((element) => element.offsetTop + element.getBoundingClientRect().height));
    return {
      sideways: [document.documentElement, scroll].some((element) => element.scrollWidth > element.clientWidth),
      beyond: [...document.querySelectorAll('#mirror *:not(option)')].map((element) => [element, element.getBoundingClientRect()])
        .filter(([element, box]) => box.width > 0 && element.checkVisibility() && (box.left < -1 || box.right > innerWidth + 1))
        .map(([element]) => `${element.tagName} ${element.textContent.slice(0, 40)}`),
      // Words the browser would wrap to more lines than there is room for, or that are wider than their box.
      cut: [...document.querySelectorAll('#mirror :is(h1, h2, h3)')]
        .filter((element) => element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2)
        .map((element) => `${element.tagName} ${element.textContent.slice(0, 60)}`),
      // Buttons of the bar at the top whose words do not fit into them.
      cramped: [...document.querySelectorAll('#mirror header :is(a, button):not([href="/"])')].filter((element) => {
        const pen = new OffscreenCanvas(1, 1).getContext('2d');
        pen.font = `600 13px ${getComputedStyle(document.documentElement).getPropertyValue('--font')}`; // as they are painted
        return pen.measureText(element.textContent).width + 16 > element.getBoundingClientRect().width;
      }).map((element) => element.textContent),
      reachable: reach <= scroll.scrollHeight + 1,
      room: scroll.clientHeight,
    };
  });
  assert.ok(!state.sideways, `${where} scrolls sideways`);
  assert.deepEqual(state.beyond, [], `${where}: beyond the edge`);
  assert.deepEqual(state.cut, [], `${where}: cut off`);
  assert.deepEqual(state.cramped, [], `${where}: words do not fit`);
  assert.ok(state.reachable, `${where}: all can be scrolled to`);
  assert.ok(state.room >= viewport.height / 3, `${where}: ${state.room} px are left for the page`);
  assert.deepEqual(await overlaps(page), [], `${where}: targets overlap`);
  await page.locator('.scroll').first().evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await settled(page);
  assert.deepEqual(await overlaps(page), [], `${where}: targets overlap at its end`);
}

/** What is smaller than a finger. */
export const smallTargets = (page) => page.evaluate((selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  .map((element) => {
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    // A check box and its words are one target; other fields are large enough by themselves.
    const all = element.type === 'checkbox' ? boxes : boxes.slice(0, 1);
    return { words: element.labels?.[0]?.textContent || element.textContent || element.getAttribute('aria-label'), excepted: !!element.closest('[data-roving], .rich'),
      width: Math.max(...all.map((box) => box.right)) - Math.min(...all.map((box) => box.left)),
      height: Math.max(...all.map((box) => box.bottom)) - Math.min(...all.map((box) => box.top)) };
  }).filter(({ width, height, excepted }) => !excepted && (width < 43.5 || height < 43.5)) // bars of a chart: their table says the same; links in a sentence: WCAG 2.5.8
  .map(({ words, width, height }) => `${words} ${width}×${height}`), INTERACTIVE);

/** Notes from the start what moves by itself while the page loads. */
export const watchJumps = (page) => page.addInitScript(() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) => ({ value, what: sources.map(({ node, previousRect, currentRect }) =>
    `${node?.nodeName} ${node?.textContent}: ${[previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height].join(' ')).join(' → ')}`).join() }))))
    .observe({ type: 'layout-shift', buffered: true });
});
/** What it noted. */
export const jumps = (page) => page.evaluate(() => shifts);

/** What can be pressed and lies on something else that can. */
export const overlaps = async (page) => overlapping(await visibleTargets(page));

/** A picture in both colours, and axe-core at each; in dark only what colours can change. */
export async function looksWell(page, name) {
  await accessible(page);
  await shot(page, `${name}-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, ['color-contrast', 'link-in-text-block']);
  await shot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}
