// Every page once, on a desktop and on a phone, and all that holds for each: it reads as it was reviewed, axe-core finds
// nothing in either colour, nothing jumps or is cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, desktop, openPage, phone, settled, shot, viewsPdfs } from './support/browser.mjs';
import { pageNamed, pagesOf, visit } from './support/desk.mjs';
import { nothingIsLeft, readsAsReviewed } from './support/golden.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';
import { fits, jumps, looksWell, overlaps, smallTargets, watchJumps } from './support/standing.mjs';

openSmallDesk();

/** Who asks for less motion sees none. */
async function standsStill(page, where) {
  assert.deepEqual(await page.evaluate(() => document.getAnimations().map(({ effect }) => effect?.target?.outerHTML)), [], `${where}: moves`);
  const smooth = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).scrollBehavior === 'smooth').length);
  assert.equal(smooth, 0, where);
}

const narrower = [['320 px wide', { width: 320, height: 568 }], ['zoomed to 400 %', { width: 320, height: 200 }],
  ['zoomed to 200 %', { width: 640, height: 400 }]];

/** Fingers find what they press, also when the page is narrower or zoomed. */
async function suitsFingers(page, entry, where) {
  assert.deepEqual(await smallTargets(page), [], `${where}: too small for a finger`);
  assert.deepEqual(await overlaps(page), [], `${where}: targets overlap`);
  for (const [name, viewport] of narrower) {
    await page.setViewportSize(viewport);
    await page.locator('.scroll').evaluate((element) => { element.scrollTop = 0; });
    await settled(page);
    if (['new-ticket', 'queue', 'ticket', 'landing'].includes(entry.name))
      await shot(page, `reflow-${viewport.width}x${viewport.height}-${entry.who}-${entry.name}`);
    await fits(page, viewport, `${where}, ${name}`);
  }
  await page.setViewportSize(phone);
  await settled(page); // or the next page would be resized while it loads
}

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  for (const who of ['visitor', 'student', 'staff']) {
    test(`the pages of ${who}, ${size}`, async () => {
      const page = await openPage(browser, desk.server, { viewport, locale: 'en-GB' });
      if (size === 'desktop') {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await viewsPdfs(page);
      }
      await watchJumps(page);
      for (const entry of pagesOf(desk).filter((each) => each.who === who)) {
        const where = `${who} ${entry.name}`;
        await visit(page, desk, entry);
        await settled(page);
        assert.deepEqual(await jumps(page), [], `${where}: jumps`);
        await readsAsReviewed(page, `${who}-${entry.name}-${size}`);
        await looksWell(page, `${who}-${entry.name}-${size}`);
        await fits(page, viewport, where);
        if (size === 'desktop') await standsStill(page, where);
        else await suitsFingers(page, entry, where);
      }
      await closePage(page);
    });
  }
}

test('what is told when something opens or goes wrong', async () => {
  const page = await openPage(browser, desk.server, { locale: 'en-GB' });
  const form = pageNamed(desk, 'student', 'new-ticket');
  await visit(page, desk, form);
  await page.getByLabel('Full name').fill('');
  await page.getByLabel('Subject').fill('Unfinished');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await readsAsReviewed(page, 'student-new-ticket-refused');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor();
  await readsAsReviewed(page, 'student-new-ticket-discard');
  await visit(page, desk, pageNamed(desk, 'student', 'settings'));
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByRole('region', { name: 'Message' }).waitFor();
  await readsAsReviewed(page, 'student-settings-saved');
  await closePage(page);
});

test('every reviewed file belongs to a page', nothingIsLeft);
