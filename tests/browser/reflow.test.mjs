// What a slow line and fingers do to a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, openPage, phone, settled } from './support/browser.mjs';
import { pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';

openSmallDesk();

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
