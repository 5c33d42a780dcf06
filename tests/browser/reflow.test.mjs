// Every size: narrow windows, zoom, fingers. Nothing is cut off, lies over something else, or jumps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { eachPage, pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';

openSmallDesk();

const INTERACTIVE = '#mirror :is(a[href], button, input, select, textarea)';

/** What can be pressed, as far as it is seen: boxes cut at the edges of what scrolls. */
const visibleTargets = (page) => page.evaluate((selector) => [...document.querySelectorAll(selector)]
  .filter((element) => !element.closest('[inert]') && element.checkVisibility({ visibilityProperty: true }))
  .map((element) => {
    const box = element.getBoundingClientRect(), scroll = element.closest('.scroll')?.getBoundingClientRect();
    const top = Math.max(box.top, scroll?.top ?? 0), bottom = Math.min(box.bottom, scroll?.bottom ?? innerHeight);
    return { name: `${element.tagName} ${element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.textContent}`,
      left: box.left, right: box.right, top, bottom, within: element.parentElement.closest('a, button')?.id };
  }).filter(({ top, bottom }) => bottom > top), INTERACTIVE);

function overlapping(targets) {
  const found = [];
  targets.forEach((one, index) => targets.slice(index + 1).forEach((other) => {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 1) found.push(`${one.name} and ${other.name}`);
  }));
  return found;
}

const sizes = [['320 px wide', { width: 320, height: 568 }], ['zoomed to 400 %', { width: 320, height: 200 }],
  ['zoomed to 200 %', { width: 640, height: 400 }]];

/** All of the page can be seen: nothing is cut off, and nothing lies over something else, at its beginning and at its end. */
async function fits(page, viewport, where) {
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
        .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)
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
  assert.deepEqual(overlapping(await visibleTargets(page)), [], `${where}: targets overlap`);
  await page.locator('.scroll').evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await settled(page);
  assert.deepEqual(overlapping(await visibleTargets(page)), [], `${where}: targets overlap at its end`);
}

/** Runs in the page: what is smaller than a finger. */
const smallTargets = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  .map((element) => {
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    // A check box and its words are one target; other fields are large enough by themselves.
    const all = element.type === 'checkbox' ? boxes : boxes.slice(0, 1);
    return { words: element.labels?.[0]?.textContent || element.textContent || element.getAttribute('aria-label'), bar: !!element.closest('[data-roving]'),
      width: Math.max(...all.map((box) => box.right)) - Math.min(...all.map((box) => box.left)),
      height: Math.max(...all.map((box) => box.bottom)) - Math.min(...all.map((box) => box.top)) };
  }).filter(({ width, height, bar }) => !bar && (width < 43.5 || height < 43.5)) // bars of a chart: their table says the same
  .map(({ words, width, height }) => `${words} ${width}×${height}`);

/** Notes from the start what moves by itself while the page loads. */
const watchJumps = (page) => page.addInitScript(() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) => ({ value, what: sources.map(({ node, previousRect, currentRect }) =>
    `${node?.nodeName} ${node?.textContent}: ${[previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height].join(' ')).join(' → ')}`).join() }))))
    .observe({ type: 'layout-shift', buffered: true });
});
const jumps = (page) => page.evaluate(() => shifts);

test('on a phone nothing jumps, targets are at least 44 px high and wide, and every page fits when it is narrower or zoomed', async () => {
  const page = await openPage(browser, desk.server, { viewport: phone });
  await watchJumps(page);
  await eachPage(page, desk, async (entry, where) => {
    assert.deepEqual(await jumps(page), [], `${where}: jumps`);
    assert.deepEqual(await page.evaluate(smallTargets, INTERACTIVE), [], `${where}: too small for a finger`);
    assert.deepEqual(overlapping(await visibleTargets(page)), [], `${where}: targets overlap`);
    for (const [name, viewport] of sizes) {
      await page.setViewportSize(viewport);
      await page.locator('.scroll').evaluate((element) => { element.scrollTop = 0; });
      await settled(page);
      if (['new-ticket', 'queue', 'ticket', 'landing'].includes(entry.name))
        await shot(page, `reflow-${viewport.width}x${viewport.height}-${entry.who}-${entry.name}`);
      await fits(page, viewport, `${where}, ${name}`);
    }
    await page.setViewportSize(phone);
    await settled(page); // or the next page would be resized while it loads
  });
  await closePage(page);
});

test('on a desktop nothing jumps while a page loads, and who asks for less motion sees none', async () => {
  const page = await openPage(browser, desk.server, { viewport: desktop });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await watchJumps(page);
  await eachPage(page, desk, async (entry, where) => {
    assert.deepEqual(await jumps(page), [], `${where}: jumps`);
    assert.deepEqual(await page.evaluate(() => document.getAnimations().map(({ effect }) => effect?.target?.outerHTML)), [], `${where}: moves`);
    const smooth = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).scrollBehavior === 'smooth').length);
    assert.equal(smooth, 0, where);
  });
  await closePage(page);
});

test('the first words stand still while the rest of the page arrives on a slow line', async () => {
  const page = await openPage(browser, desk.server, { viewport: phone });
  await page.route('**/*.wasm', () => {}); // never arrives
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('#boot-progress').waitFor();
  const top = () => page.locator('#boot h1').evaluate((name) => name.getBoundingClientRect().top);
  const whole = await top();
  await page.evaluate(() => { for (const part of document.querySelectorAll('#boot > :not(h1)')) part.hidden = true; });
  assert.equal(await top(), whole, 'when only the name is there');
  await page.evaluate(() => Stu.fail('lost'));
  assert.equal(await top(), whole, 'when it could not be loaded');
  await page.context().close();
});

test('fingers may zoom the page', async () => {
  const page = await openPage(browser, desk.server, { viewport: phone });
  await visit(page, desk, pageNamed(desk, 'student', 'ticket'));
  await settled(page);
  assert.doesNotMatch(await page.locator('meta[name="viewport"]').getAttribute('content'), /user-scalable|maximum-scale/);
  const holding = await page.evaluate(() => [...document.querySelectorAll('*')]
    .filter((element) => !/auto|manipulation|pinch-zoom/.test(getComputedStyle(element).touchAction)).map((element) => element.outerHTML.slice(0, 80)));
  assert.deepEqual(holding, [], 'nothing keeps a pinch for itself');
  const kept = await page.evaluate(() => {
    const events = ['touchstart', 'touchmove'].map((type) => new TouchEvent(type, { cancelable: true, bubbles: true }));
    for (const event of events) document.getElementById('main').dispatchEvent(event);
    return events.filter((event) => event.defaultPrevented).map(({ type }) => type);
  });
  assert.deepEqual(kept, []);
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await page.getByRole('button', { name: 'Send' }).tap();
  await page.locator('[aria-invalid="true"]').waitFor(); // and what is zoomed can be pressed
  await closePage(page);
});
