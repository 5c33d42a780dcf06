// What belongs to the browser itself, in Firefox: its history, its view of PDFs, its fields, keys and clipboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, closePage, openPage, pdfFile, phone, settled } from '../../tests/browser/support/browser.mjs';
import { pageNamed, visit } from '../../tests/browser/support/desk.mjs';
import { browser, desk, openAs, openSmallDesk } from '../../tests/browser/support/open_desk.mjs';
import { focused, press, tabTo, type } from '../../tests/browser/support/keyboard.mjs';
import { amina } from '../../tests/browser/support/people.mjs';
import { drawn, picture } from './picture.mjs';

openSmallDesk();

async function open(...where) {
  const page = await openAs(...where);
  await settled(page);
  return page;
}
const scrolled = (page) => page.evaluate(() => { const { scrollLeft, scrollTop } = document.querySelector('.scroll'); return [scrollLeft, scrollTop]; });

test('pages load by their address, in dark colours too; nothing is cut or lies beyond the edges', async () => {
  const page = await openPage(browser, desk.server);
  await page.goto('/appearance');
  await page.getByLabel('Colours').selectOption('Dark');
  for (const [who, name] of [['visitor', 'landing'], ['student', 'new-ticket'], ['staff', 'ticket'], ['staff', 'queue'], ['staff', 'analytics']]) {
    await visit(page, desk, pageNamed(desk, who, name));
    await picture(page, `dark-${who}-${name}`);
    const { outside, cut } = await page.evaluate(() => {
      const words = (nodes) => nodes.map((node) => node.textContent.slice(0, 40));
      const nodes = [...document.querySelectorAll('#mirror *')], boxes = new Map(nodes.map((node) => [node, node.getBoundingClientRect()]));
      return {
        outside: words(nodes.filter((node) => boxes.get(node).width && (boxes.get(node).left < -1 || boxes.get(node).right > innerWidth + 1))),
        cut: words(nodes.filter((node) => node.matches('label') && node.scrollHeight > node.clientHeight + 2)),
      };
    });
    assert.deepEqual(outside, [], `${who} ${name}`);
    if (!drawn) assert.deepEqual(cut, [], `${who} ${name}`);
  }
  await closePage(page);
});

test('back, forward and reload lead where one was, also how far down', async () => {
  const page = await open('student', 'ticket', { viewport: { width: 1280, height: 500 } });
  const title = (name) => page.getByRole('heading', { level: 1, name }).waitFor();
  await page.mouse.move(600, 300);
  await page.mouse.wheel(0, 240);
  await page.waitForFunction(() => document.querySelector('.scroll').scrollTop >= 240);
  await settled(page);
  const down = await scrolled(page);
  await page.getByRole('link', { name: /^Your tickets/ }).click();
  await title('Your tickets');
  await settled(page);
  assert.deepEqual(await scrolled(page), [0, 0], 'a new page begins at its top');
  await page.goBack();
  await title(desk.subjects.answered);
  await settled(page);
  assert.deepEqual(await scrolled(page), down);
  await page.goForward();
  await title('Your tickets');
  await page.reload();
  await title('Your tickets');
  await page.goBack();
  await title(desk.subjects.answered);
  await closePage(page);
});

test('what gets the focus moves the page up and down only', async () => {
  const page = await open('staff', 'ticket');
  for (const label of ['Status', 'Reply (the student reads it)']) {
    await page.getByLabel(label).focus();
    await page.getByLabel(label).evaluate((element) => element.scrollIntoView({ inline: 'start' }));
    await settled(page);
    assert.equal((await scrolled(page))[0], 0, label);
  }
  await closePage(page);
});

test('a PDF stands beside its ticket; closing it gives the focus back', async () => {
  const page = await open('staff', 'ticket');
  assert.ok(await page.evaluate(() => navigator.pdfViewerEnabled));
  await page.getByRole('button', { name: 'View speedtest.pdf' }).press('Enter');
  const frame = page.locator('iframe[title="PDF: speedtest.pdf"]');
  await frame.waitFor();
  await answered(page);
  await picture(page, 'pdf');
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  await frame.waitFor({ state: 'detached' });
  await settled(page);
  assert.equal((await focused(page)).name, 'View speedtest.pdf');
  await closePage(page);
});

test('on a phone a PDF opens in a tab of its own', async () => {
  const page = await open('staff', 'ticket', { viewport: phone });
  const link = page.getByRole('link', { name: 'View speedtest.pdf' });
  assert.equal(await link.getAttribute('target'), '_blank');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await tab.waitForURL(/attachments\.view/);
  await closePage(page);
});

test('days are chosen in the browser\'s own field', async () => {
  const page = await open('staff', 'analytics');
  await page.getByLabel('Opened from').fill('2026-11-01');
  await page.getByLabel('Opened until').fill('2026-11-30');
  await picture(page, 'dates');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/from=2026-11-01/);
  await closePage(page);
});

test('a ticket is filed by keyboard alone, the focus seen at every stop', async () => {
  const page = await open('visitor', 'sign-in');
  await type(page, 'E-mail', amina.email);
  await type(page, 'Password', amina.password);
  await press(page, 'Sign in', 'Space');
  await page.getByRole('heading', { name: 'Welcome, Amina' }).waitFor();
  await press(page, 'New ticket');
  await page.getByRole('heading', { name: 'What do you need help with?' }).waitFor();
  await settled(page);
  assert.equal((await focused(page)).tag, 'H1', 'a new page gives the focus to its title');
  await press(page, 'Student Portal');
  await type(page, 'Subject', 'By keyboard');
  await type(page, 'What happened?', 'Tabbed here.');
  await picture(page, 'keyboard');
  await tabTo(page, /^PDFs/);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(pdfFile('keyboard.pdf'));
  await page.getByText(/· attached$/).waitFor();
  await press(page, 'Cancel');
  await page.getByRole('dialog', { name: 'Discard this draft?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
  assert.equal((await focused(page)).name, 'Cancel', 'closing gives the focus back');
  await page.keyboard.press('Shift+Tab');
  assert.deepEqual(await focused(page), { name: 'Submit ticket', tag: 'BUTTON', ring: true });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
  await closePage(page);
});

test('typing: copied lines are pasted, undone and redone; a composition is not disturbed; a reload loses nothing', async () => {
  const page = await open('student', 'new-ticket');
  const subject = page.getByLabel('Subject'), message = page.getByLabel('What happened?');
  const lines = 'First line\n  second, indented\n\nfourth – “quoted” 😀';
  await message.fill(lines);
  await message.press('Control+A');
  await message.press('Control+C');
  await message.press('Control+End');
  await message.press('Control+V');
  await settled(page);
  assert.equal(await message.inputValue(), lines + lines);
  await message.press('Control+Z');
  await settled(page);
  assert.equal(await message.inputValue(), lines);
  await message.press('Control+Shift+Z');
  await settled(page);
  assert.equal(await message.inputValue(), lines + lines);

  // No driver of Firefox has an input method: the events of one, frames between them, and what the app makes of the words.
  await subject.focus();
  for (const words of ['g', 'がく', '学生', '学生証']) {
    await subject.evaluate((element, text) => {
      if (!element.value) element.dispatchEvent(new CompositionEvent('compositionstart'));
      element.value = text;
      element.dispatchEvent(new CompositionEvent('compositionupdate', { data: text }));
      element.dispatchEvent(new InputEvent('input', { data: text, isComposing: true, inputType: 'insertCompositionText', bubbles: true }));
    }, words);
    await settled(page);
    assert.equal(await subject.inputValue(), words);
  }
  await subject.evaluate((element) => element.dispatchEvent(new CompositionEvent('compositionend', { data: element.value })));

  await page.reload();
  await message.waitFor();
  await settled(page);
  assert.equal(await subject.inputValue(), '学生証');
  assert.equal(await message.inputValue(), lines + lines);
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: '学生証' }).waitFor();
  await page.getByRole('link', { name: 'New ticket' }).click();
  await page.getByRole('link', { name: 'Student Portal' }).click();
  await subject.waitFor();
  assert.equal(await subject.inputValue(), '', 'what is filed is no draft any more');
  await closePage(page);
});
