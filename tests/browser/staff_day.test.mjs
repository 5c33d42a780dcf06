// A department's tickets of every kind, one after the other: few presses for each, by keyboard, mouse and finger, in words of any length.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, desktop, phone, startBrowser } from './support/browser.mjs';
import { mean, spendDay, startDay } from './support/staff_day.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser.close());

/** With axe-core at the first of each kind. */
async function presses(count, options) {
  const day = await startDay(count);
  const looked = new Set();
  const look = async (page, { does }) => { if (!looked.has(does) && looked.add(does)) await accessible(page); };
  try {
    return mean((await spendDay(browser, day, { ...options, look })).took.map((each) => each.presses));
  } finally {
    await day.stop();
  }
}

test('fifty tickets take at most four keys each, besides what is typed', async () => {
  const keys = await presses(50, { way: 'keyboard', viewport: desktop });
  assert.ok(keys <= 4, `${keys} keys`);
});

test('a mouse needs hardly more, in long words and in the dark', async () => {
  const clicks = await presses(12, { way: 'mouse', viewport: desktop, dark: true, pseudo: true });
  assert.ok(clicks <= 4.5, `${clicks} clicks`);
});

test('so do fingers, on a tablet and on a phone', async () => {
  for (const options of [{ viewport: { width: 768, height: 1024 } }, { viewport: phone, pseudo: true, dark: true }]) {
    const taps = await presses(12, { way: 'touch', ...options });
    assert.ok(taps <= 4.5, `${taps} taps at ${options.viewport.width} px`);
  }
});
