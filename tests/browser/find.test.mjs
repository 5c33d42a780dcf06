// Staff finds anything by keyboard: Ctrl+K and "/", typing, arrow keys, Enter, Escape.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, answered, closePage, openPage, phone, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';

let browser, desk;
before(async () => { [browser, desk] = await Promise.all([startBrowser(), startSmallDesk()]); });
after(async () => { await browser.close(); await desk.stop(); });

async function staffPage(path, how = {}) {
  const page = await openPage(browser, desk.server, how);
  await page.context().addCookies(desk.cookies.staff);
  await page.goto(path);
  await answered(page);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  return page;
}
const field = (page) => page.getByRole('combobox', { name: /^Words, a number/ });
const focused = (page, element) => element.and(page.locator(':focus')).waitFor();
const option = (page, name) => page.getByRole('dialog').getByRole('option', { name });

test('Ctrl+K opens it from every page of staff, and Escape leads back to where one was', async () => {
  const { ticket } = await desk.newTicket('Projector in room 12');
  const page = await staffPage('/queue/it');
  for (const path of ['/work/my_turn', '/analytics/it', '/settings', '/replies', '/file-for-student', '/track', '/appearance', `/tickets/${ticket.number}`]) {
    await page.goto(path);
    await answered(page);
    await page.waitForFunction(() => globalThis.Stu.shortcuts);
    await page.keyboard.press('Control+k');
    await focused(page, field(page));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  // From what somebody is writing, and back into it.
  const answer = page.getByRole('textbox', { name: /^Reply \(/ });
  await answer.fill('We are on our way');
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.keyboard.press('Escape');
  await focused(page, answer);
  await page.keyboard.type(' now');
  assert.equal(await answer.inputValue(), 'We are on our way now');
  await closePage(page);
});

test('a ticket is found by half of its number and opened without a mouse, as a reader would hear it', async () => {
  const { ticket } = await desk.newTicket('Eduroam in the hostel');
  const page = await staffPage('/queue/it');
  await page.keyboard.press('/');
  await page.keyboard.type(ticket.number.slice(2, 7)); // at once: the field may not be there yet
  await focused(page, field(page));
  const found = option(page, ticket.subject);
  await found.waitFor();
  assert.equal(await field(page).inputValue(), ticket.number.slice(2, 7));
  assert.equal(await found.getAttribute('aria-selected'), 'false');
  await accessible(page);
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((id) => document.activeElement.getAttribute('aria-activedescendant') === id, await found.getAttribute('id'));
  assert.equal(await found.getAttribute('aria-selected'), 'true');
  assert.equal(await field(page).getAttribute('aria-expanded'), 'true');
  assert.equal(await page.getByRole('listbox').getAttribute('id'), await field(page).getAttribute('aria-controls'));
  await page.getByRole('group', { name: 'Tickets' }).getByRole('option', { name: ticket.subject, selected: true }).waitFor();
  await accessible(page);
  await shot(page, 'find');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: ticket.subject }).waitFor();
  assert.ok(page.url().endsWith(`/tickets/${ticket.number}`));
  await closePage(page);
});

test('Enter puts the best first, and once more opens it', async () => {
  const about = (await desk.newTicket('Quetzal feathers')).ticket;
  await desk.file({ subject: 'Something else', message: 'As in the ticket of the quetzal.' });
  const page = await staffPage('/queue/it');
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.keyboard.type('quetzal');
  const tickets = page.getByRole('group', { name: 'Tickets' }).getByRole('option');
  await tickets.nth(1).waitFor();
  assert.match(await tickets.first().innerText(), /Something else/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Quetzal/.test(document.querySelector('[role="option"]').textContent));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: about.subject }).waitFor();
  await closePage(page);
});

test('filters among the words narrow down the palette and the queue alike, and are said in words', async () => {
  const { ticket } = await desk.newTicket('Ocelot على الطابعة 🖨️'); // which the browser draws, marks too
  const page = await staffPage('/queue/it');
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.getByText(/status: assignee: priority: service: tag: is:/).waitFor();
  await page.keyboard.type('status:open assignee:none ocelot');
  await option(page, ticket.subject).waitFor();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.locator('mark').first().textContent(), 'Ocelot');
  await dialog.getByText('Open', { exact: true }).waitFor();
  await dialog.getByText('Assignee: Nobody', { exact: true }).waitFor();
  await accessible(page);
  await shot(page, 'find-filters');
  await option(page, /IT queue/).click();
  await page.waitForURL(/assignee=nobody/);
  assert.match(page.url(), /q=ocelot/);
  await page.getByRole('link', { name: ticket.subject }).first().waitFor();
  // In the queue's own field.
  await page.goto('/queue/it');
  const search = page.getByRole('searchbox', { name: 'Search tickets' });
  await search.fill('priority:urgent status:all ocelot');
  await search.press('Enter');
  await page.waitForURL(/priority=urgent/);
  assert.match(page.url(), /status=all/);
  assert.match(page.url(), /q=ocelot(&|$)/);
  await page.getByText('Nothing found').waitFor();
  await closePage(page);
});

test('an answer to words that stand there no more is not shown', async () => {
  const { ticket } = await desk.newTicket('Walrus on the roof');
  const page = await staffPage('/queue/it');
  let release = null;
  await page.route('**/api/staff.find', async (route) => {
    const response = await route.fetch();
    if (!release) await new Promise((done) => { release = done; });
    await route.fulfill({ response });
  });
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.keyboard.type('walrus');
  while (!release) await page.waitForTimeout(20);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.keyboard.type('xyzzy');
  release();
  await page.getByText('Nothing is found by these words.').waitFor();
  assert.equal(await option(page, ticket.subject).count(), 0);
  await closePage(page);
});

test('the list of all keys is found from a page that has none of them', async () => {
  const page = await staffPage('/settings');
  await page.keyboard.press('Control+k');
  await focused(page, field(page));
  await page.keyboard.type('keys');
  await option(page, /^Keys/).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: /^Keys/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Everywhere' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await closePage(page);
});

test('pages and deeds are found by their names, and at a phone it is reached by a press', async () => {
  const page = await staffPage('/queue/it', { viewport: phone });
  await page.getByRole('button', { name: 'Find anything' }).click();
  await field(page).fill('analyt');
  await option(page, 'IT analytics').click();
  await page.getByRole('heading', { level: 1, name: 'IT analytics' }).waitFor();
  await page.getByRole('button', { name: 'Find anything' }).click();
  await field(page).fill('sign ou');
  await option(page, 'Sign out').click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  await closePage(page);
});
