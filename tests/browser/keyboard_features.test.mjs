// Accounts, a student's own tickets, the queue and the figures, by keyboard alone, on a desktop and on a phone's screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStudent } from './support/api.mjs';
import { closePage, desktop, openPage, phone, settled } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { press, tabTo, type } from './support/keyboard.mjs';
import { fileTicket, signIn } from './support/people.mjs';

openDesk({ demo: true });

const staff = { email: 'david.otieno@staff.example.edu', password: 'Marble-Orchard-55' };
const toast = (page, words) => page.getByRole('region', { name: 'Message' }).getByText(words).waitFor();

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  const person = { name: 'Chebet Rono', email: `chebet.${size}@students.example.edu`, registration: 'BIT-2025-0101', password: 'Velvet-Compass-31' };

  test(`a forgotten password, settings and leaving, by keyboard, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await joinStudent(server, person);
    await page.goto('/sign-in');
    await press(page, 'Forgot your password?');
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    await type(page, 'E-mail', person.email);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await page.goto(await server.linkFor(person.email, '/reset'));
    await type(page, 'New password', 'Amber-Lantern-64');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await settled(page);
    await type(page, 'Password', 'Amber-Lantern-64');
    await press(page, 'Stay signed in on this device', 'Space');
    await press(page, 'Sign in');
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();

    await press(page, 'Settings');
    await page.getByText('this browser').waitFor();
    await tabTo(page, 'Send me mail about');
    await page.keyboard.press('ArrowDown');
    await press(page, 'Save profile', 'Space');
    await toast(page, 'Your profile is saved.');
    await type(page, 'Current password', 'Amber-Lantern-64');
    await type(page, 'New password', 'Copper-Meadow-65');
    await page.keyboard.press('Enter');
    await toast(page, /Your password is changed/);
    await tabTo(page, 'Change password');
    await type(page, 'Your password', 'Copper-Meadow-65'); // of the next form, which deletes the account
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, 'Change password');
    await type(page, 'Your password', 'Copper-Meadow-65');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Delete it for good', 'Space');
    await page.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
    await closePage(page);
  });

  test(`editing, withdrawing, reopening and following a ticket, by keyboard, ${size}`, async () => {
    const writer = { ...person, email: `wanja.${size}@students.example.edu` };
    const page = await openPage(browser, server, { viewport });
    await joinStudent(server, writer);
    await signIn(page, writer);
    const number = await fileTicket(page, { subject: `By keyboard on a ${size}` });
    await press(page, 'Edit');
    await type(page, 'Subject', ' again');
    await press(page, /^Save/);
    await page.getByRole('heading', { level: 1, name: /again/ }).waitFor();
    await press(page, 'Withdraw');
    await page.getByRole('dialog').waitFor();
    await press(page, /Withdraw/, 'Space');
    await page.getByText('Withdrawn').first().waitFor();
    await type(page, /Why|needed|help/i, 'I need it after all.');
    await press(page, /^Reopen/);
    await page.getByRole('heading', { name: /Waiting for IT/ }).waitFor();
    await page.goto(await server.linkFor(writer.email, `/track/${number}`));
    await press(page, 'Open the ticket');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await closePage(page);
  });

  test(`the queue's filters and the figures, by keyboard, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, staff);
    await page.getByRole('heading', { name: 'My turn' }).waitFor();
    await page.goto('/queue/it');
    await page.getByRole('heading', { name: 'IT queue' }).waitFor();
    await type(page, 'Search tickets', 'eduroam');
    await page.keyboard.press('Enter');
    await page.waitForURL('**q=eduroam**');
    await page.getByText(/\d tickets?$/).first().waitFor();
    await press(page, 'Clear filters');
    await page.waitForURL((url) => !url.search.includes('q='));
    await press(page, 'Analytics');
    await page.getByRole('heading', { name: 'Service by status' }).waitFor();
    await press(page, 'Show as table: Service by status', 'Space');
    await page.getByRole('table', { name: 'Tickets by service and status' }).waitFor();
    assert.match(page.url(), /analytics\/it/);
    await closePage(page);
  });
}
