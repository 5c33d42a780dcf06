// Staff answers with what its department has saved, by keyboard alone; sees who else is there; loses no words to somebody faster.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { joinStaff } from './support/api.mjs';
import { accessible, answered, closePage, openPage, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';
import { david, ruth } from './support/people.mjs';

let browser, desk, colleague;
before(async () => {
  [browser, desk] = await Promise.all([startBrowser(), startSmallDesk({ STUTICKET_UNDO_SECONDS: '0' })]);
  colleague = await joinStaff(desk.server, ruth);
  await colleague.call('replies.save', { id: '', department: 'it', title: 'Come to the desk', text: 'Dear {{first_name}},\nplease come to {{room}}.\n{{me}}', seen: 0 });
  await colleague.call('replies.save', { id: '', department: 'it', title: 'Wi-Fi again', text: 'Join the network again.', seen: 0 });
});
after(async () => { await browser.close(); await desk.stop(); });

async function open(path, cookies = desk.cookies.staff) {
  const page = await openPage(browser, desk.server, {});
  await page.context().addCookies(cookies);
  await page.goto(path);
  await answered(page);
  return page;
}
const replyOf = (page) => page.getByLabel('Reply (the student reads it)');

test('a saved reply is found, inserted and mended by keyboard, and not sent while a variable is left', async () => {
  const { ticket } = await desk.newTicket('By saved reply');
  const page = await open(`/tickets/${ticket.number}`);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  await page.keyboard.press('r');
  await replyOf(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Hello; you.'); // a letter like any other
  assert.equal(await replyOf(page).inputValue(), 'Hello; you.');
  await page.keyboard.press('Escape');
  await page.keyboard.press(';');
  const search = page.getByRole('searchbox', { name: 'Find a saved reply' });
  await search.and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Wi-Fi again' }).waitFor();
  await page.keyboard.press('Escape');
  await replyOf(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press(';');
  await page.getByRole('button', { name: 'Wi-Fi again' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Wi-Fi again' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await search.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('desk');
  await page.getByRole('button', { name: 'Wi-Fi again' }).waitFor({ state: 'detached' });
  await accessible(page);
  await shot(page, 'replies-chooser');
  await page.keyboard.press('Enter');
  await replyOf(page).and(page.locator(':focus')).waitFor();
  const words = `Hello; you.\nDear ${ticket.student_name.split(' ')[0]},\nplease come to {{room}}.\n${david.name}`;
  assert.equal(await replyOf(page).inputValue(), words);
  await page.getByRole('button', { name: /^Send, stay/ }).click();
  await page.getByText('Replace {{room}} before you send.').first().waitFor();
  assert.equal((await desk.student.call('tickets.get', { number: ticket.number })).events.length, 1);
  await replyOf(page).fill(words.replace('{{room}}', 'room 12'));
  await page.getByRole('button', { name: /^Send, stay/ }).click();
  await page.getByText('please come to room 12.').first().waitFor();
  await closePage(page);
});

test('a department keeps its replies: added, changed and removed', async () => {
  const page = await open('/replies');
  await page.getByRole('button', { name: 'New saved reply' }).click();
  await page.getByLabel('Title').and(page.locator(':focus')).waitFor();
  await page.getByLabel('Title').fill('come to the DESK');
  await page.getByLabel('Text').fill('Come.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The department has a saved reply with this title already.').first().waitFor();
  await page.getByLabel('Title').fill('Printer');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Printer' }).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Change “Printer”' }).click();
  await page.getByLabel('Text').fill('The printer in {{room}} works again.');
  const { replies } = await colleague.call('replies.list', {});
  const { id, department, title, revision: seen } = replies.find((reply) => reply.title === 'Printer');
  await colleague.call('replies.save', { id, department, title, text: 'Ruth’s words.', seen });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`As ${ruth.name} saved it`).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The printer in {{room}} works again.').waitFor();
  await page.getByRole('button', { name: 'Remove “Printer”' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('heading', { name: 'Printer' }).waitFor({ state: 'detached' });
  await closePage(page);
});

test('colleagues see each other come, write and go, and an open page draws nothing for it', async () => {
  const { ticket } = await desk.newTicket('Two at once');
  const mine = await open(`/tickets/${ticket.number}`), hers = await open(`/tickets/${ticket.number}`, colleague.cookies());
  await mine.getByText(`${ruth.name} is reading this ticket.`).first().waitFor();
  await hers.getByText(`${david.name} is reading this ticket.`).first().waitFor();
  await replyOf(hers).fill('Dear');
  await mine.getByText(`${ruth.name} is replying.`).first().waitFor();
  const again = await open(`/tickets/${ticket.number}`); // my own other tab says nothing new
  await again.getByText(`${ruth.name} is replying.`).first().waitFor();
  await closePage(again);
  const said = [];
  mine.on('request', (request) => { if (request.url().endsWith('tickets.present')) said.push(request.method()); });
  await mine.waitForTimeout(1_500); // what was on its way
  const frames = await mine.evaluate(() => Stu.frames);
  await mine.waitForTimeout(22_000);
  assert.ok(said.length >= 1, 'it is said again');
  assert.ok(await mine.evaluate(() => Stu.frames) - frames <= 6, 'and no more is drawn than words about time ask for');
  await hers.getByRole('link', { name: 'My turn' }).click();
  await mine.locator('#mirror').getByText(`${ruth.name} is replying.`).waitFor({ state: 'detached' });
  for (const page of [mine, hers]) await closePage(page);
});

test('where a colleague was faster both texts stand side by side, and either way out works', async () => {
  const { ticket } = await desk.newTicket('Answered twice');
  const page = await open(`/tickets/${ticket.number}`);
  await replyOf(page).fill('My words.');
  const faster = async (remark) => {
    const { version } = (await colleague.call('tickets.get', { number: ticket.number })).ticket;
    await colleague.call('tickets.set_status', { number: ticket.number, version, to: 'under_consideration', remark });
  };
  await faster('Ruth was faster.');
  await page.getByRole('button', { name: /^Send, stay/ }).click();
  const news = page.getByRole('region', { name: 'New since you began' });
  await news.getByText('Ruth was faster.').waitFor();
  assert.equal(await replyOf(page).inputValue(), 'My words.');
  const [left, right] = [await replyOf(page).boundingBox(), await news.boundingBox()];
  assert.ok(right.x >= left.x + left.width, 'side by side');
  await accessible(page);
  await shot(page, 'replies-conflict');
  await page.getByRole('button', { name: 'Send anyway' }).click();
  await news.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: /^History/ }).getByText('My words.').waitFor();
  await replyOf(page).fill('Not needed.');
  await faster('Ruth again.');
  await page.getByRole('button', { name: /^Send, stay/ }).click();
  await news.getByText('Ruth again.').waitFor();
  await page.getByRole('button', { name: 'Discard mine' }).click();
  await news.waitFor({ state: 'detached' });
  assert.equal(await replyOf(page).inputValue(), '');
  await closePage(page);
});
