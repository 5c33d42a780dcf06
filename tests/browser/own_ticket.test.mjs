// A student edits, withdraws, reopens and files again; staff sees what became of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStaff, joinStudent } from './support/api.mjs';
import { accessible, closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, david, fileTicket, signIn } from './support/people.mjs';

openDesk({}, async () => {
  await joinStudent(server, amina);
  await joinStaff(server, david);
});

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  test(`edit, withdraw and reopen a ticket, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, amina);
    const number = await fileTicket(page, { subject: `Eduroam drops, ${size}`, message: 'It does not work.' });

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('What happened?').fill('It drops every evening in hostel B.');
    await accessible(page);
    await shot(page, `own-ticket-edit-${size}`);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Put the ticket in other words.').waitFor();
    await page.getByRole('button', { name: 'Earlier version 1' }).press('Enter');
    await page.getByText('It does not work.', { exact: true }).waitFor();
    await accessible(page);
    await shot(page, `own-ticket-edited-${size}`);

    const withdraw = page.getByRole('button', { name: 'Withdraw', exact: true });
    await withdraw.click();
    await page.getByRole('dialog').waitFor();
    const { x, y } = await page.getByRole('button', { name: 'Withdraw ticket' }).boundingBox();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Where the dialog's button comes to lie under the pointer, the second half of a double click does not press it.
    await withdraw.evaluate((button, to) => {
      const at = button.getBoundingClientRect();
      button.style.margin = `${to.y - at.y}px 0 0 ${to.x - at.x}px`;
      button.style.zIndex = 1; // over what is there already
    }, { x, y });
    for (let half = 0; half < 2; half++) {
      await page.mouse.click(x + 20, y + 20);
      await page.getByRole('dialog').waitFor();
    }
    await settled(page);
    await accessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await withdraw.evaluate((button) => { button.style.margin = button.style.zIndex = ''; });
    await withdraw.click();
    await page.getByRole('button', { name: 'Withdraw ticket' }).click();
    await page.getByRole('heading', { name: 'Withdrawn by you' }).waitFor();
    await accessible(page);
    await shot(page, `own-ticket-withdrawn-${size}`);

    await page.getByLabel('Why do you need help again?').fill('It is back.');
    await page.getByRole('button', { name: 'Reopen ticket' }).click();
    await page.getByRole('heading', { name: 'Waiting for IT' }).waitFor();
    await page.getByText('It is back.').first().waitFor();

    await page.getByRole('link', { name: 'File a similar ticket' }).click();
    await page.waitForURL(`**/new/eduroam-and-network-services?from=${number}`);
    await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some((area) => area.value === 'It drops every evening in hostel B.'));
    await accessible(page);
    await shot(page, `own-ticket-again-${size}`);
    await page.getByRole('button', { name: 'Submit ticket' }).click();
    await page.getByRole('heading', { level: 1, name: `Eduroam drops, ${size}` }).waitFor();
    assert.notEqual(new URL(page.url()).pathname.split('/').pop(), number);
    await closePage(page);
  });
}

test('what staff wrote stands first for the student, and a rejected ticket can be reopened', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  const number = await fileTicket(page, { subject: 'Cracked software', message: 'Please install it.' });
  const other = await openPage(browser, server);
  await signIn(other, david);
  await other.goto(`/tickets/${number}`);
  await other.getByLabel('Status').selectOption({ label: 'Rejected' });
  await other.getByLabel('Explanation for the student').fill('We may not install it.');
  await other.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await other.getByText('Closed as rejected').first().waitFor();

  await page.reload();
  await page.getByRole('region', { name: 'Whose turn' }).getByText('We may not install it.').waitFor();
  await accessible(page);
  await shot(page, 'own-ticket-rejected');
  await page.getByLabel('Why do you need help again?').fill('I have a licence.');
  await page.getByRole('button', { name: 'Reopen ticket' }).click();
  await page.getByRole('heading', { name: 'IT is working on it' }).waitFor();
  await closePage(page);

  await other.reload();
  await other.getByText('Reopened the ticket.').waitFor();
  await closePage(other);
});
