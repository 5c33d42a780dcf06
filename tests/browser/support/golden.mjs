// Reviewed files of what a screen reader is told: Playwright's aria snapshot and Chromium's whole accessibility tree.
// STUTICKET_UPDATE_SNAPSHOTS=1 writes them anew; read the difference before committing it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settled } from './browser.mjs';
import { desk } from './open_desk.mjs';
import { accessibilityTree } from './tree.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../golden');
const updating = !!process.env.STUTICKET_UPDATE_SNAPSHOTS;
const compared = new Set();

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

/** What is told of the page is as it was reviewed. */
export async function readsAsReviewed(page, name) {
  await settled(page);
  const snapshot = await page.locator('body').ariaSnapshot();
  compare(name, masked(`# ${await page.title()}\n\n${snapshot}\n\n# Chromium's tree\n\n${await accessibilityTree(page)}\n`));
}

/** Every reviewed file belongs to a page that was read. */
export function nothingIsLeft() {
  const left = readdirSync(folder).filter((name) => !compared.has(name));
  if (updating) for (const name of left) rmSync(join(folder, name));
  else assert.deepEqual(left, []);
}
