// Working without a mouse: Tab, Enter, Space and typing only.
import assert from 'node:assert/strict';
import { settled } from './browser.mjs';

export const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const name = element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.textContent;
  const style = getComputedStyle(element);
  return { name: name.trim(), tag: element.tagName, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 };
});

/** Presses Tab until `name` has the focus; a ring must be visible at every stop. */
export async function tabTo(page, name) {
  await settled(page);
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.tag === 'BODY') continue; // once round: the browser's own controls come next
    assert.ok(at.ring || ['H1', 'H2', 'MAIN'].includes(at.tag), `no focus ring on ${at.tag} "${at.name}"`);
    if (name instanceof RegExp ? name.test(at.name) : at.name === name) return;
  }
  assert.fail(`Tab never reached ${name}`);
}
export const type = async (page, name, text) => { await tabTo(page, name); await page.keyboard.type(text); };
/** Goes there by Tab and presses `key`. */
export const press = async (page, name, key = 'Enter') => { await tabTo(page, name); await page.keyboard.press(key); };
