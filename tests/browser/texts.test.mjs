// What people type: links, addresses and numbers of tickets in it can be followed, emphasis and lists are seen, and nothing
// else becomes of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { visit } from './support/desk.mjs';
import { focused, tabTo } from './support/keyboard.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';
import { fits, looksWell, smallTargets } from './support/standing.mjs';

const long = `https://status.example.edu/${'hostels/'.repeat(12)}b?from=2026-11-20&to=2026-11-27`;
const hostile = 'javascript:alert(1) data:text/html,<b>x</b> file:///etc/passwd https://bank.example@other.example/ <img src=x onerror=alert(1)>';
let number;
openSmallDesk(async () => {
  const message = `The page (${long}) says **all is well**, as in ${desk.numbers.waiting}.\n\nI tried:\n- the library\n- \`ping 192.0.2.1\`\n\n`
    + `1. Write to ruth@staff.example.edu!\n2. See www.example.edu.\n\n${hostile}`;
  const { ticket } = await desk.file({ subject: 'A text with everything', message });
  ({ number } = ticket);
});

const open = async (who, options) => {
  const page = await openPage(browser, desk.server, options);
  await visit(page, desk, { who, path: `/tickets/${number}`, ready: { role: 'heading', name: 'History' } });
  await settled(page);
  return page;
};
const textOf = (page) => page.locator('#mirror .rich', { hasText: 'The page (' }).first();

for (const who of ['student', 'staff']) {
  test(`${who} follows what stands in a text, and nothing that would do something`, async () => {
    const page = await open(who);
    const links = await textOf(page).locator('a').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href'), a.target, a.rel]));
    assert.deepEqual(links, [[long, long, '_blank', 'noopener'], [desk.numbers.waiting, `/tickets/${desk.numbers.waiting}`, '', ''],
      ['ruth@staff.example.edu', 'mailto:ruth@staff.example.edu', '', ''], ['www.example.edu', 'https://www.example.edu', '_blank', 'noopener']]);
    assert.equal(await textOf(page).locator('img, b, script').count(), 0);
    assert.ok((await textOf(page).textContent()).endsWith(hostile), 'the rest stands there as it was typed');
    assert.equal(await textOf(page).locator('strong').textContent(), 'all is well');
    assert.equal(await textOf(page).locator('code').textContent(), 'ping 192.0.2.1');
    assert.deepEqual(await textOf(page).locator('li').evaluateAll((all) => all.map((li) => [li.parentElement.localName, li.value, li.textContent])),
      [['ul', 0, 'the library'], ['ul', 0, 'ping 192.0.2.1'], ['ol', 1, 'Write to ruth@staff.example.edu!'], ['ol', 2, 'See www.example.edu.']]);

    await page.evaluate(() => { globalThis.stayed = true; });
    await textOf(page).getByRole('link', { name: desk.numbers.waiting }).click();
    await page.getByRole('heading', { level: 1, name: desk.subjects.waiting }).waitFor();
    assert.ok(await page.evaluate(() => globalThis.stayed), 'within the app');
    await closePage(page);
  });
}

test('links are reached by Tab, in the order of the text, and keep the focus while the page changes', async () => {
  const page = await open('student');
  await tabTo(page, long);
  for (const name of [desk.numbers.waiting, 'ruth@staff.example.edu', 'www.example.edu']) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    assert.equal(at.name, name);
    assert.ok(at.ring);
  }
  await page.setViewportSize({ width: 900, height: 700 });
  await settled(page);
  assert.equal((await focused(page)).name, 'www.example.edu');
  await tabTo(page, desk.numbers.waiting);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: desk.subjects.waiting }).waitFor();
  await closePage(page);
});

test('a text takes the room that it needs, at every width and in both colours', async () => {
  for (const viewport of [desktop, phone]) {
    const page = await open('student', { viewport });
    for (const width of [viewport.width, 320, 600]) {
      await page.setViewportSize({ width, height: viewport.height });
      await settled(page);
      const { room, needed, lines } = await textOf(page).evaluate((element) => ({ room: element.getBoundingClientRect().height,
        needed: element.lastChild.getBoundingClientRect().bottom - element.getBoundingClientRect().top, lines: element.querySelector('a').getClientRects().length }));
      assert.ok(Math.abs(room - needed) <= 2, `${width}: ${needed} px of text in ${room}`);
      assert.ok(lines > 1 || width === desktop.width, 'the long address wraps');
    }
    await page.setViewportSize(viewport);
    await settled(page);
    await fits(page, viewport, 'texts');
    if (viewport === phone) assert.deepEqual(await smallTargets(page), []);
    await looksWell(page, `texts-${viewport.width}`);
    await closePage(page);
  }
});

test('it is found, copied, printed and seen without the canvas', async () => {
  const page = await open('student');
  assert.ok(await page.evaluate(() => find('all is well, as in')), 'across what stands out');
  const copied = await textOf(page).evaluate((element) => {
    getSelection().selectAllChildren(element);
    return getSelection().toString();
  });
  assert.match(copied, /says all is well, as in .*\.\n\nI tried:\n+\s*the library\n/);

  await page.emulateMedia({ media: 'print' });
  const printed = await textOf(page).evaluate((element) => ({ colours: [...element.querySelectorAll('*')].map((each) => getComputedStyle(each).color),
    inline: getComputedStyle(element.querySelector('a')).display, whole: element.scrollHeight <= element.clientHeight + 1 }));
  assert.deepEqual([...new Set(printed.colours)], ['rgb(0, 0, 0)']);
  assert.deepEqual([printed.inline, printed.whole], ['inline', true]);
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
  await page.locator('body.plain').waitFor({ state: 'attached' });
  await settled(page);
  const plain = await textOf(page).evaluate((element) => ({ wraps: getComputedStyle(element.querySelector('a')).whiteSpace,
    room: element.getBoundingClientRect().height, needed: element.lastChild.getBoundingClientRect().bottom - element.getBoundingClientRect().top }));
  assert.equal(plain.wraps, 'pre-wrap');
  assert.ok(Math.abs(plain.room - plain.needed) <= 2);
  await shot(page, 'texts-plain');
  await accessible(page);
  await closePage(page);
});
