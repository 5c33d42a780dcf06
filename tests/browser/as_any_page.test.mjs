// What every page of the web does: keys and wheel scroll it, Back returns to the line one came from, a reload stays where it
// was, paper says when things happened, and an address that does not exist says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, openPage, settled } from './support/browser.mjs';
import { pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk, openAs } from './support/open_desk.mjs';

openSmallDesk(async () => { for (let i = 0; i < 12; i++) await desk.newTicket(`Matter number ${i}`); });

const low = { viewport: { width: 1280, height: 560 } };
const scrolled = (page) => page.locator('.scroll').evaluate((element) => element.scrollTop);

test('after loading the keys scroll, and the wheel wherever the pointer is', async () => {
  const page = await openAs('student', 'settings', low);
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  for (const [key, moves] of [['PageDown', 1], ['Space', 1], ['PageUp', -1], ['End', 1], ['Home', -1]]) {
    const before = await scrolled(page);
    await page.keyboard.press(key);
    await settled(page);
    assert.ok((await scrolled(page) - before) * moves > 0, `${key} scrolls`);
  }
  assert.equal(await scrolled(page), 0);
  await page.mouse.move(100, 300); // over the navigation
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => document.querySelector('.scroll').scrollTop > 0);
  await closePage(page);
});

test('Back leads to the line one came from, and a reload to where the page was', async () => {
  const page = await openAs('student', 'tickets', low);
  await settled(page);
  const link = page.getByRole('link', { name: 'Matter number 0', exact: true });
  await link.scrollIntoViewIfNeeded();
  await settled(page);
  const before = await scrolled(page);
  assert.ok(before > 0);
  await link.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Matter number 0' }).waitFor();
  assert.match(await page.title(), /^Matter number 0 · /);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.textContent === 'Matter number 0');
  await page.waitForFunction((wanted) => Math.abs(document.querySelector('.scroll').scrollTop - wanted) < 2, before); // and at its place
  await page.reload();
  await page.waitForFunction((wanted) => Math.abs((document.querySelector('.scroll')?.scrollTop ?? 0) - wanted) < 2, before);
  await closePage(page);
});

test('"Answer" on the first page leads to the field, in sight', async () => {
  const page = await openAs('student', 'home', low);
  await page.getByRole('link', { name: /^Answer/ }).click();
  await page.waitForFunction(() => document.activeElement.tagName === 'TEXTAREA');
  await settled(page);
  const box = await page.getByLabel(/^Write to/).boundingBox();
  assert.ok(box.y > 0 && box.y + box.height <= 560, `the field is at ${box.y}`);
  await closePage(page);
});

test('on paper a queue is one table with all its columns, absolute times and nothing to press', async () => {
  const page = await openAs('staff', 'queue');
  await settled(page);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const rows = shown('[role="table"] [role="row"]').map((row) => [...row.children].filter((cell) => cell.checkVisibility() && getComputedStyle(cell).display === 'table-cell').length);
    const dates = shown('[data-exact]').map((element) => [getComputedStyle(element, '::after').content, getComputedStyle(element).fontSize]);
    return { tables: shown('[role="table"]').length, rows, dates, pressed: shown('#mirror :is(a, button, input, select)').map((element) => element.textContent),
      left: shown('[role="table"] p').filter((element) => element.getBoundingClientRect().right > innerWidth).map((element) => element.textContent) };
  });
  assert.equal(seen.tables, 1);
  assert.ok(seen.rows.length > 10 && seen.rows.every((cells) => cells === 5), `cells of rows: ${seen.rows}`);
  assert.ok(seen.dates.length > 10 && seen.dates.every(([content, size]) => /\d{1,2} \w+ \d{4}, \d\d:\d\d/.test(content) && size === '0px'), JSON.stringify(seen.dates[0]));
  assert.deepEqual(seen.pressed, []);
  assert.deepEqual(seen.left, []);
  await page.screenshot({ path: 'build/screenshots/print-queue.png', fullPage: true });
  await closePage(page);
});

test('an address that leads nowhere is answered 404, with the app that says so', async () => {
  const page = await openPage(browser, desk.server);
  const response = await page.goto('/nowhere');
  assert.equal(response.status(), 404);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  assert.equal((await page.goto('/sign-in')).status(), 200);
  await closePage(page);
});

test('the page has a name, a colour and a picture wherever it is kept or shared', async () => {
  const page = await openAs('visitor', 'landing');
  const content = (name) => page.locator(`head [property="${name}"]`).getAttribute('content');
  assert.match(await content('og:title'), /service desk/);
  assert.equal(await page.locator('meta[name="theme-color"]').count(), 2);
  for (const relation of ['icon', 'apple-touch-icon']) assert.match(await page.locator(`link[rel="${relation}"]`).getAttribute('href'), /\.svg$/);
  const manifest = await page.request.get(await page.locator('link[rel="manifest"]').getAttribute('href'));
  assert.equal(manifest.headers()['content-type'], 'application/manifest+json');
  const { short_name: name, icons } = await manifest.json();
  assert.equal(name, 'StuTicket');
  assert.equal((await page.request.get(icons[0].src)).status(), 200);
  await closePage(page);
});

test('without scripts the page says what is needed and does not claim to load', async () => {
  const context = await browser.newContext({ baseURL: desk.server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  const said = page.locator('noscript p'); // in each language: nothing is there to choose one
  assert.deepEqual(await said.evaluateAll((all) => all.map(({ lang }) => lang)), ['', 'fr', 'sw']);
  for (const each of await said.all()) assert.ok(await each.isVisible());
  assert.ok(!await page.locator('#boot-text').isVisible());
  await context.close();
});

test('a ticket is described by a list of terms', async () => {
  const page = await openPage(browser, desk.server);
  await visit(page, desk, pageNamed(desk, 'student', 'ticket'));
  const terms = await page.locator('dl dt').allTextContents();
  assert.deepEqual(terms.slice(0, 3), ['Number', 'Department', 'Service']);
  assert.equal(await page.locator('dl dd').first().textContent(), desk.numbers.answered);
  await closePage(page);
});
