// Staff watches a ticket by one key, and calls a colleague by name in a note, by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { joinStaff } from './support/api.mjs';
import { accessible, answered, closePage, openPage, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';
import { ruth } from './support/people.mjs';
import { plainText } from './support/server.mjs';

let browser, desk, colleague;
before(async () => {
  [browser, desk] = await Promise.all([startBrowser(), startSmallDesk()]);
  colleague = await joinStaff(desk.server, ruth);
});
after(async () => { await browser.close(); await desk.stop(); });

/** The mail to Ruth that holds these words, once it is sent. */
async function mailWith(words) {
  for (let tries = 0; tries < 50; tries++) {
    const found = desk.server.mails().filter((mail) => mail.includes(ruth.email)).map(plainText).find((text) => text.includes(words));
    if (found) return found;
    await setTimeout(100);
  }
  throw new Error(`no mail with “${words}”`);
}

async function open(path) {
  const page = await openPage(browser, desk.server);
  await page.context().addCookies(desk.cookies.staff);
  await page.goto(path);
  await answered(page);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  return page;
}

test('a key begins to watch and stops, and the page says who watches', async () => {
  const { ticket } = await desk.newTicket('To be watched');
  await colleague.call('tickets.watch', { number: ticket.number, watching: true });
  const page = await open(`/tickets/${ticket.number}`);
  await page.getByText(`${ruth.name} began to watch`).waitFor();
  await page.keyboard.press('w');
  await page.getByText('You began to watch').waitFor();
  await page.getByRole('button', { name: 'Stop watching' }).waitFor();
  assert.equal((await colleague.call('tickets.get', { number: ticket.number })).watchers.length, 2);
  await accessible(page);
  await shot(page, 'watching');
  await page.keyboard.press('w');
  await page.getByText('You stopped watching').waitFor();
  await page.getByRole('button', { name: 'Watch', exact: true }).waitFor();
  await closePage(page);
});

test('a colleague is offered while one types, chosen by keyboard, told by mail, and stands out in the note', async () => {
  const { ticket } = await desk.newTicket('To be mentioned');
  const page = await open(`/tickets/${ticket.number}`);
  const field = page.getByLabel('Internal note (students never see it)');
  await page.keyboard.press('n');
  await field.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(`Please ask @${ruth.name.slice(0, 2)}`);
  await page.getByRole('list', { name: 'Colleagues to mention' }).getByRole('button', { name: ruth.name }).waitFor();
  await accessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await field.and(page.locator(':focus')).waitFor();
  await page.waitForFunction((text) => document.activeElement.value === text, `Please ask @${ruth.name} `);
  await page.getByRole('list', { name: 'Colleagues to mention' }).waitFor({ state: 'detached' });
  await page.keyboard.type('about the switch.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${ruth.name} was mentioned and watches from now on`).waitFor();
  await page.locator('strong', { hasText: `@${ruth.name}` }).waitFor();
  await accessible(page);
  await shot(page, 'mentioned');
  const seen = await colleague.call('tickets.get', { number: ticket.number });
  assert.equal(seen.watchers.length, 1);
  const mail = await mailWith(`mentions you in an internal note on ${ticket.number}`);
  assert.ok(mail.includes(`/tickets/${ticket.number}`));
  assert.ok(!mail.includes('about the switch'), 'what notes say is not mailed');
  await closePage(page);
});
