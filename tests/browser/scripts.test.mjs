// Texts that only the browser can draw: once, as high as it draws them, in the direction of their words. And the words of a
// page translator.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, openPage, settled, shot } from './support/browser.mjs';
import { visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';
import { inkWithin, startPixels } from './support/pixels.mjs';

const latin = 'Every evening after nine the network of the whole hostel is gone, and it comes back at about one in the morning.';
const matters = {
  emoji: { subject: 'Hello, please help 🙏', message: `Hello, please help 🙏\n\n${latin}` },
  arabic: { subject: 'بوابة الطالب لا تفتح منذ أمس.', message: `تظهر صفحة بيضاء بعد تسجيل الدخول.\n\n${latin}` },
  hindi: { subject: 'छात्रावास में वाई-फ़ाई बंद है।', message: `कृपया जल्दी ठीक करें।\n\n${latin}` },
};
const numbers = {};
let pixels;
openSmallDesk(async () => {
  pixels = await startPixels(browser);
  for (const [name, matter] of Object.entries(matters)) numbers[name] = (await desk.file(matter)).ticket.number;
});

const openTicket = async (page, number) => {
  await visit(page, desk, { who: 'student', path: `/tickets/${number}`, ready: { role: 'heading', name: 'History' } });
  await settled(page);
};

/** Whether there is ink where `text` stands, with the words of the DOM and without them. */
async function inkOf(page, text) {
  const box = await text.boundingBox(), region = await page.locator('.scroll').boundingBox();
  const area = { left: Math.floor(box.x), right: Math.ceil(box.x + box.width), top: Math.ceil(Math.max(box.y, region.y)),
    bottom: Math.floor(Math.min(box.y + box.height, region.y + region.height)) };
  const ink = async () => !!await pixels.read(await page.screenshot(), inkWithin, area);
  const both = await ink();
  await page.evaluate(() => { document.getElementById('mirror').style.visibility = 'hidden'; });
  const canvas = await ink();
  await page.evaluate(() => { document.getElementById('mirror').style.visibility = ''; });
  return { both, canvas };
}

for (const [name, { subject, message }] of Object.entries(matters)) {
  test(`a text with ${name} is drawn once, by the browser, as high as it is`, async () => {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
      const page = await openPage(browser, desk.server, { viewport, density: 1, painted: true });
      await openTicket(page, numbers[name]);
      const text = page.locator('#mirror p.shaped', { hasText: latin }).last();
      await text.scrollIntoViewIfNeeded();
      await settled(page);
      const box = await text.boundingBox();
      const needs = await text.evaluate((element) => element.scrollHeight);
      assert.equal(await text.textContent(), message);
      assert.ok(Math.abs(needs - box.height) <= 2, `${name}: ${needs} px of text in ${box.height}`);
      assert.deepEqual(await inkOf(page, text), { both: true, canvas: false }, 'the browser has all of it, the canvas none');
      await shot(page, `script-${name}-${viewport.width}`);
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), subject);
      await closePage(page);
    }
  });
}

test('each paragraph runs as its own words do: Arabic from the right, with its full stop at the left', async () => {
  const page = await openPage(browser, desk.server);
  await openTicket(page, numbers.arabic);
  const lines = await page.locator('#mirror p.shaped', { hasText: latin }).last().evaluate((element) => {
    const own = element.getBoundingClientRect(), range = document.createRange(), node = element.firstChild;
    const at = (from, to) => { range.setStart(node, from); range.setEnd(node, to); return range.getBoundingClientRect(); };
    const first = node.data.indexOf('\n');
    return { own: own.toJSON(), arabic: at(0, first).toJSON(), stop: at(first - 1, first).toJSON(), latin: at(first + 2, first + 7).toJSON() };
  });
  assert.ok(lines.own.right - lines.arabic.right < 3, 'Arabic begins at the right');
  assert.ok(lines.stop.left - lines.arabic.left < 3, 'its full stop stands at its left end');
  assert.ok(lines.latin.left - lines.own.left < 3, 'English begins at the left');
  await visit(page, desk, { who: 'student', path: '/new/student-portal' });
  const field = page.getByLabel('What happened?');
  await field.fill('بوابة الطالب لا تفتح.');
  assert.equal(await field.evaluate((element) => element.dir), 'auto');
  await closePage(page);
});

test('words that the browser draws are dim beside a dialog, as those of the canvas are', async () => {
  const page = await openPage(browser, desk.server);
  await openTicket(page, numbers.arabic);
  const strength = () => page.locator('#mirror h1.shaped').evaluate((element) => getComputedStyle(element).opacity);
  assert.equal(await strength(), '1');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('button', { name: 'Keep it' }).waitFor();
  assert.equal(await strength(), '0.5');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await strength(), '1');
  await closePage(page);
});

test('what a page translator writes can be read', async () => {
  const page = await openPage(browser, desk.server);
  await openTicket(page, numbers.emoji);
  const heading = page.getByRole('heading', { name: 'History' });
  const colour = (locator) => locator.evaluate((element) => getComputedStyle(element).color);
  assert.equal(await colour(heading), 'rgba(0, 0, 0, 0)', 'the canvas draws it');
  await heading.evaluate((element) => { element.innerHTML = '<font><font>Verlauf</font></font>'; });
  const translated = page.getByRole('heading', { name: 'Verlauf' });
  await translated.waitFor();
  assert.notEqual(await colour(translated.locator('font font')), 'rgba(0, 0, 0, 0)');
  assert.notEqual(await translated.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgba(0, 0, 0, 0)', 'over the words below');
  await page.getByRole('link', { name: 'Home' }).click(); // and the app goes on by itself
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  await closePage(page);
});
