// Coming back to a tab: what it shows is renewed, and nothing that somebody was doing there is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, openPage, settled } from './support/browser.mjs';
import { pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';

openSmallDesk();

/** As if the tab had been left for that long. */
async function comeBackAfter(page, seconds) {
  await page.evaluate((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
    dispatchEvent(new Event('focus'));
  }, seconds * 1000);
}

const place = (page) => page.evaluate(() => [document.activeElement.textContent, Stu.scrolling.scrolled()]);

test('the queue shows what was filed meanwhile, with place and focus as they were', async () => {
  const page = await openPage(browser, desk.server, { viewport: { width: 1280, height: 420 } });
  await visit(page, desk, pageNamed(desk, 'staff', 'queue'));
  await page.getByRole('link', { name: desk.subjects.waiting }).focus();
  await settled(page);
  const before = await place(page);
  await desk.newTicket('Filed while nobody looked');
  await page.evaluate(() => {
    globalThis.loading = 0;
    new MutationObserver(() => { if (document.getElementById('mirror').textContent.includes('Loading')) globalThis.loading++; })
      .observe(document.getElementById('mirror'), { subtree: true, childList: true, characterData: true });
  });
  await comeBackAfter(page, 5);
  await settled(page);
  assert.equal(await page.getByRole('link', { name: 'Filed while nobody looked' }).count(), 0, 'it was asked for a moment ago');
  await comeBackAfter(page, 15);
  await page.getByRole('link', { name: 'Filed while nobody looked' }).waitFor();
  await settled(page);
  assert.deepEqual(await place(page), before);
  assert.equal(await page.evaluate(() => globalThis.loading), 0);
  await closePage(page);
});

test('what was being written on a ticket stays in its field, with the caret', async () => {
  const page = await openPage(browser, desk.server);
  await visit(page, desk, pageNamed(desk, 'staff', 'ticket'));
  const field = page.getByLabel('Reply (the student reads it)');
  await field.fill('Half a thought');
  await field.press('Home');
  const answered = page.waitForResponse(/tickets\.get/);
  await comeBackAfter(page, 20);
  await answered;
  await settled(page);
  assert.equal(await field.inputValue(), 'Half a thought');
  assert.deepEqual(await field.evaluate((element) => [element === document.activeElement, element.selectionStart]), [true, 0]);
  await closePage(page);
});

test('words about time go on by themselves', async () => {
  await desk.newTicket('Filed a moment ago');
  const page = await openPage(browser, desk.server);
  await page.clock.install();
  await visit(page, desk, pageNamed(desk, 'student', 'tickets'));
  await page.getByText('just now').first().waitFor();
  await page.clock.runFor(90_000);
  await page.getByText(/^[12] min ago$/).first().waitFor();
  await closePage(page);
});
