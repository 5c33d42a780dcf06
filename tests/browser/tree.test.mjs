// What a screen reader is told, page by page, in reviewed files: Playwright's aria snapshot and Chromium's whole
// accessibility tree. STUTICKET_UPDATE_SNAPSHOTS=1 writes them anew; read the difference before committing it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { closePage, desktop, openPage, phone, settled } from './support/browser.mjs';
import { pageNamed, pagesOf, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';
import { accessibilityTree } from './support/tree.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'golden');
const updating = !!process.env.STUTICKET_UPDATE_SNAPSHOTS;
const compared = new Set();

openSmallDesk(undefined, { whole: true });

/** Numbers and times differ from run to run; what they are is not the matter here. Neither is how many weeks a span touches. */
function masked(text) {
  for (const number of Object.values(desk.numbers)) text = text.replaceAll(number, 'NUMBER');
  return text
    .replace(/just now|\b\d+ (min|h) ago/g, 'WHEN')
    .replace(/\b\d{1,2} (Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b( \d{4})?(, \d{2}:\d{2})?/g, 'DATE')
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, 'DATE')
    .replace(/\bDATE to DATE\b/g, 'DATE')
    .replace(/(opened_from_ms|opened_before_ms)=\d+/g, '$1=TIME')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/^.*option "(UTC|[A-Za-z]+\/[\w/+-]+)".*\n/gm, '')
    .replace(/^( *)- listitem:\n *- paragraph: DATE\n(?=\1- listitem:)/gm, '')
    .replace(/^( *)listitem level=1\n *paragraph\n *StaticText "DATE"\n(?=\1listitem)/gm, '');
}

function compare(name, text) {
  const file = join(folder, `${name}.txt`);
  compared.add(`${name}.txt`);
  if (updating) return writeFileSync(file, text);
  assert.ok(existsSync(file), `${name}.txt is missing: run with STUTICKET_UPDATE_SNAPSHOTS=1 and review it`);
  assert.equal(text, readFileSync(file, 'utf8'), `${name} reads differently; if it was meant, STUTICKET_UPDATE_SNAPSHOTS=1 writes it`);
}

async function read(page, name) {
  await settled(page);
  const snapshot = await page.locator('body').ariaSnapshot();
  compare(name, masked(`# ${await page.title()}\n\n${snapshot}\n\n# Chromium's tree\n\n${await accessibilityTree(page)}\n`));
}

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  for (const who of ['visitor', 'student', 'staff']) {
    test(`what a ${who} is told, ${size}`, async () => {
      const page = await openPage(browser, desk.server, { viewport, locale: 'en-GB' });
      for (const entry of pagesOf(desk).filter((each) => each.who === who)) {
        await visit(page, desk, entry);
        await read(page, `${who}-${entry.name}-${size}`);
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
  await read(page, 'student-new-ticket-refused');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor();
  await read(page, 'student-new-ticket-discard');
  await visit(page, desk, pageNamed(desk, 'student', 'settings'));
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByRole('region', { name: 'Message' }).waitFor();
  await read(page, 'student-settings-saved');
  await closePage(page);
});

test('every golden file belongs to a page', () => {
  const left = readdirSync(folder).filter((name) => !compared.has(name));
  if (updating) for (const name of left) rmSync(join(folder, name));
  else assert.deepEqual(left, []);
});
