// The main job without a mouse: Tab, Enter, Space and typing only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStaff } from './support/api.mjs';
import { closePage, openPage, pdfFile, settled } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, david, signIn } from './support/people.mjs';
import { focused, tabTo, type } from './support/keyboard.mjs';

openDesk();

test('a student registers, signs in and files a ticket by keyboard', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await tabTo(page, 'Create your account');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Create your account' }).waitFor();
  await type(page, 'Full name', amina.name);
  await type(page, 'University e-mail', amina.email);
  await type(page, 'Registration number', amina.registration);
  await type(page, 'Password', amina.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await server.linkFor(amina.email, '/confirm'));
  await type(page, 'Password', amina.password);
  await tabTo(page, 'Confirm this address');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome, Amina' }).waitFor();
  await tabTo(page, 'Sign out');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await tabTo(page, 'Sign in');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await type(page, 'E-mail', amina.email);
  await type(page, 'Password', amina.password);
  await tabTo(page, 'Sign in');
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Welcome, Amina' }).waitFor();
  await tabTo(page, 'New ticket');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What do you need help with?' }).waitFor();
  await settled(page);
  assert.equal((await focused(page)).tag, 'H1', 'a new page gives the focus to its title');
  await tabTo(page, 'Eduroam and Network Services');
  await page.keyboard.press('Enter');
  await type(page, 'Subject', 'Wi-Fi by keyboard');
  await type(page, 'What happened?', 'Tabbed here.');
  await tabTo(page, /^PDFs/);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(pdfFile('keyboard.pdf'));
  await page.getByText(/· attached$/).waitFor();
  await tabTo(page, 'Submit ticket');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wi-Fi by keyboard' }).waitFor();
  await closePage(page);
});

test('staff answers by keyboard', async () => {
  const page = await openPage(browser, server);
  await joinStaff(server, david);
  await signIn(page, david);
  await page.getByRole('heading', { name: 'My turn' }).waitFor();
  await tabTo(page, 'Wi-Fi by keyboard');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wi-Fi by keyboard' }).waitFor();
  await tabTo(page, 'Status');
  await page.keyboard.type('Completed'); // type-ahead of the native select
  await type(page, 'Reply (the student reads it)', 'Done by keyboard.');
  await tabTo(page, 'Send and set Completed');
  await page.keyboard.press('Enter');
  await page.getByText('Done by keyboard.').waitFor();
  await page.getByText('Completed', { exact: true }).first().waitFor();
  await closePage(page);
});

test('a dialog takes the focus, keeps it, closes with Escape and gives it back', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await type(page, 'Subject', 'Unfinished');
  await tabTo(page, 'Cancel');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Discard this draft?' }).waitFor();
  await settled(page);
  assert.equal((await focused(page)).name, 'Keep writing');
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).name, 'Discard draft');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
  assert.equal((await focused(page)).name, 'Cancel');
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Unfinished');
  await closePage(page);
});

test('one press is one action: mouse, Enter, Space and el.click()', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  for (const press of [(button) => button.click(), (button) => button.press('Enter'), (button) => button.press('Space'),
    (button) => button.evaluate((element) => element.click())]) {
    await page.goto('/new/technical-support');
    await page.getByLabel('Subject').fill('Once');
    await page.getByLabel('What happened?').fill('Exactly once.');
    const calls = [];
    page.on('request', (request) => { if (request.url().endsWith('/api/tickets.create')) calls.push(request); });
    await press(page.getByRole('button', { name: 'Submit ticket' }));
    await page.getByRole('heading', { level: 1, name: 'Once' }).waitFor();
    await settled(page);
    assert.equal(calls.length, 1);
    page.removeAllListeners('request');
  }
  await closePage(page);
});

test('the skip link leads to the content', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).name, 'Skip to content');
  await page.keyboard.press('Enter');
  assert.equal((await focused(page)).tag, 'MAIN');
  await closePage(page);
});
