// A member of staff works through what waits, by mouse and by keyboard alone: takes, notes, replies, takes back, goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, answered, closePage, openPage, pdfFile, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';

let browser, desk;
before(async () => { [browser, desk] = await Promise.all([startBrowser(), startSmallDesk({ STUTICKET_UNDO_SECONDS: '4' })]); });
after(async () => { await browser.close(); await desk.stop(); });

async function open(path = '/', options = {}) {
  const page = await openPage(browser, desk.server, options);
  await page.context().addCookies(desk.cookies.staff);
  await page.goto(path);
  await answered(page);
  return page;
}
const title = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

test('what waits is worked through by single keys, and the list has the row again', async () => {
  const subjects = ['First that waits', 'Second that waits', 'Third that waits'];
  for (const subject of subjects) await desk.newTicket(subject);
  const page = await open();
  await title(page, 'My turn');
  await page.getByRole('link', { name: subjects[2] }).waitFor();
  let keys = 0;
  const press = async (...names) => { for (const name of names) { keys++; await page.keyboard.press(name); } };
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  for (let tries = 0; tries < 20; tries++) {
    if (await page.evaluate((name) => document.activeElement.textContent.startsWith(name), subjects[0])) break;
    await press('j');
  }
  keys = 0;
  for (const subject of subjects) {
    if (subject === subjects[0]) await press('Enter');
    await title(page, subject);
    await press('a');
    await page.getByText('Took the ticket.').waitFor();
    await press('n');
    await page.getByLabel('Internal note (students never see it)').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(`About ${subject}.`);
    await page.getByRole('button', { name: 'Add note', exact: true }).click();
    await page.getByText(`About ${subject}.`).waitFor();
    if (subject !== subjects[2]) await press('j');
  }
  assert.ok(keys <= 4 * subjects.length, `${keys} keys for ${subjects.length} tickets`);
  await press('Escape');
  await title(page, 'My turn');
  await page.waitForFunction((name) => document.activeElement.textContent.startsWith(name), subjects[2]);
  await page.getByRole('link', { name: 'Assigned to me' }).click();
  await title(page, 'Assigned to me');
  for (const subject of subjects) await page.getByRole('link', { name: subject }).waitFor();
  await accessible(page);
  await closePage(page);
});

test('the keys are listed by a key, as far as single keys are on, and by a button', async () => {
  const { ticket } = await desk.newTicket('About keys');
  const page = await open();
  await title(page, 'My turn');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  const button = page.getByRole('button', { name: 'Keys' });
  await page.getByRole('link', { name: 'About keys' }).focus();
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  await page.keyboard.press('Shift+?');
  await keys.getByText('Next row').waitFor();
  await accessible(page);
  await shot(page, 'workbench-keys');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement.textContent.startsWith('About keys'));
  await page.goto(`/tickets/${ticket.number}`);
  await button.click();
  await keys.getByText('Take it or give it back').waitFor();
  await keys.getByRole('button', { name: 'Close' }).click();
  await keys.waitFor({ state: 'detached' });
  await button.and(page.locator(':focus')).waitFor();
  await page.evaluate(() => globalThis.Stu.useAppearance({ ...globalThis.Stu.appearance, shortcuts: false }));
  await page.reload();
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-keyshortcuts'), null);
  await page.evaluate(() => globalThis.Stu.useAppearance({ ...globalThis.Stu.appearance, shortcuts: true }));
  await closePage(page);
});

test('what is sent leads on to the next ticket, from which it can still be taken back', async () => {
  const first = (await desk.newTicket('Sent and left')).ticket.number;
  await desk.newTicket('Comes after it');
  const page = await open();
  await page.getByRole('link', { name: 'Sent and left' }).click();
  await title(page, 'Sent and left');
  const reply = page.getByLabel('Reply (the student reads it)');
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  await page.keyboard.press('e');
  await page.locator('[aria-invalid]').first().waitFor();
  await title(page, 'Sent and left');
  await reply.fill('We look into it.');
  await accessible(page);
  await shot(page, 'workbench-next');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await title(page, 'Comes after it');
  assert.equal(await reply.inputValue(), '');
  await page.getByText(`Ticket ${first}: on its way to the student.`).first().waitFor();
  await page.getByRole('link', { name: 'Open it' }).click();
  await title(page, 'Sent and left');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Took this back before it was sent.').waitFor();
  assert.equal(await reply.inputValue(), 'We look into it.');
  await closePage(page);
});

test('Ctrl+Enter sends the one of two texts that is being written, once however long it is held', async () => {
  const { ticket } = await desk.newTicket('Sent by Ctrl+Enter');
  const page = await open(`/tickets/${ticket.number}`);
  const reply = page.getByLabel('Reply (the student reads it)'), note = page.getByLabel('Internal note (students never see it)');
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  await reply.fill('We look into it.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await note.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('He called.');
  await page.keyboard.down('Control');
  for (let times = 0; times < 3; times++) await page.keyboard.down('Enter'); // held
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await page.getByText('He called.').waitFor();
  assert.equal(await note.inputValue(), '');
  assert.equal(await page.getByText('He called.').count(), 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await reply.and(page.locator(':focus')).waitFor();
  assert.equal(await reply.inputValue(), 'We look into it.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Take it back' }).waitFor();
  await closePage(page);
});

test('letters that somebody types press nothing, and single keys can be switched off', async () => {
  await desk.newTicket('Typed into');
  const page = await open();
  await page.getByRole('link', { name: 'Typed into' }).click();
  const reply = page.getByLabel('Reply (the student reads it)');
  await reply.pressSequentially('a jar near us');
  assert.equal(await reply.inputValue(), 'a jar near us');
  assert.equal(await page.getByText('Took the ticket.').count(), 0);
  await page.goto('/settings');
  await page.getByLabel('Single keys are shortcuts').uncheck();
  await page.goBack();
  await title(page, 'Typed into');
  await page.keyboard.press('a');
  await page.keyboard.press('n');
  await page.waitForTimeout(300); // in which something might have happened
  assert.equal(await page.getByText('Took the ticket.').count(), 0);
  assert.equal(await page.getByLabel('Internal note (students never see it)').count(), 0);
  await closePage(page);
});

test('what was sent is taken back with its file, sent again, and the student sees it once', async () => {
  const { ticket } = await desk.newTicket('To be taken back');
  const page = await open(`/tickets/${ticket.number}`);
  const reply = page.getByLabel('Reply (the student reads it)');
  await reply.fill('It is mended.');
  await page.locator('#mirror input[type="file"]').setInputFiles(pdfFile('plan.pdf'));
  await page.getByText('plan.pdf').first().waitFor();
  await page.getByLabel('Status').selectOption({ label: 'Completed' });
  await page.getByRole('button', { name: 'Send and set Completed' }).click();
  await page.getByRole('button', { name: 'Take it back' }).waitFor();
  await accessible(page);
  await shot(page, 'workbench-held');
  const seen = async () => (await desk.student.call('tickets.get', { number: ticket.number })).events.length;
  assert.equal(await seen(), 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await page.getByText('Took this back before it was sent.').waitFor();
  assert.equal(await reply.inputValue(), 'It is mended.');
  await page.getByText('plan.pdf').first().waitFor();
  await page.getByRole('button', { name: 'Send and set Completed' }).click();
  await page.getByRole('button', { name: 'Take it back' }).waitFor();
  assert.equal(await seen(), 1);
  await page.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' });
  await page.getByText('It is mended.').first().waitFor();
  await page.getByText('Closed as completed').waitFor();
  assert.equal(await seen(), 2);
  await closePage(page);
});

test('each key can be another one, by what is printed on it, or none, and stays so on the device', async () => {
  const { ticket } = await desk.newTicket('Other keys');
  const page = await open('/settings');
  const take = page.getByLabel('Take it or give it back'), reply = page.getByLabel('Reply', { exact: true });
  await take.fill('q');
  await reply.fill('q');
  await page.getByText('This key does something already: Take it or give it back.').waitFor();
  await accessible(page);
  await reply.fill('');
  await page.getByLabel('Internal note').fill('z');
  await page.waitForFunction((key) => globalThis.Stu.appearance.keys.includes(key), 'z'.codePointAt(0)); // kept, before the page is left
  await page.goto(`/tickets/${ticket.number}`);
  const button = page.getByRole('button', { name: 'Assign to me' });
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-keyshortcuts'), 'q');
  assert.equal(await page.getByRole('button', { name: 'Reply', exact: true }).getAttribute('aria-keyshortcuts'), null);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  const pressed = (key, code) => page.evaluate((about) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { ...about, bubbles: true, cancelable: true })), { key, code });
  await pressed('a', 'KeyQ');  // where others have their q
  await pressed('q', 'KeyA'); // as AZERTY has it
  await page.getByText('Took the ticket.').waitFor();
  assert.equal(await page.getByText('Took the ticket.').count(), 1);
  await page.keyboard.press('z');
  await page.getByLabel('Internal note (students never see it)').and(page.locator(':focus')).waitFor();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Standard keys' }).click();
  await page.getByRole('button', { name: 'Standard keys' }).waitFor({ state: 'detached' });
  assert.equal(await take.inputValue(), 'a');
  assert.equal(await reply.inputValue(), 'r');
  await closePage(page);
});
