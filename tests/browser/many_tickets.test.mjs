// Lists as they are in daily use: many tickets, light and dark, on a desktop and a phone; back to where one was; pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closePage, desktop, openPage, phone, settled } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { signIn } from './support/people.mjs';
import { fits, looksWell } from './support/standing.mjs';

openDesk({ demo: true });

// The accounts of `stuticket seed-demo`.
const student = { email: 'amina.wanjiru@students.example.edu', password: 'Quiet-Lantern-42' };
const staff = { email: 'david.otieno@staff.example.edu', password: 'Marble-Orchard-55' };

async function firstTicket(page, status) {
  const link = page.getByRole('link', { name: status });
  await link.first().click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
}

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  const look = async (page, name) => {
    await looksWell(page, `demo-${name}-${size}`);
    await fits(page, viewport, name);
  };
  const visit = async (page, path, name, ready) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (ready) await ready();
    await look(page, name);
  };

  test(`a student with many tickets, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, student);
    await visit(page, '/', 'home');
    await visit(page, '/tickets', 'tickets');
    await firstTicket(page, 'Fee statement shows a wrong balance');
    await look(page, 'ticket');
    await page.goto('/new/eduroam-and-network-services');
    await page.getByLabel('Subject').fill('A draft');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor();
    await looksWell(page, `demo-dialog-${size}`);
    await closePage(page);
  });

  test(`staff with many tickets, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, staff);
    await visit(page, '/queue/it', 'queue', () => page.getByText('Awaiting Confirmation', { exact: true }).first().waitFor());
    await visit(page, '/queue/it?status=rejected&service=digital-library', 'queue-filtered');
    await page.goto('/queue/it?status=under_consideration');
    await page.locator('#main a[href^="/tickets/"]').first().click();
    await page.getByRole('button', { name: 'Internal note' }).waitFor();
    await look(page, 'review');
    await closePage(page);
  });
}

test('going back returns to where the list was', async () => {
  const page = await openPage(browser, server);
  await signIn(page, staff);
  await page.goto('/queue/it?status=all');
  await page.getByText(/^1–50 of/).waitFor();
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 1500);
  await page.waitForFunction(() => document.querySelector('.scroll').scrollTop >= 1400);
  await settled(page);
  const before = await page.evaluate(() => document.querySelector('.scroll').scrollTop);
  await page.mouse.click(700, 400); // any row: the whole row is its link
  await page.getByRole('heading', { name: 'History' }).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('.scroll').scrollTop), 0);
  await page.goBack();
  await page.getByText(/^1–50 of/).waitFor();
  await page.waitForFunction((y) => document.querySelector('.scroll').scrollTop === y, before);
  await closePage(page);
});

test('a long queue pages forth and back, and its address can be shared', async () => {
  const page = await openPage(browser, server);
  await signIn(page, staff);
  await page.goto('/queue/it?status=all');
  await page.getByText(/^1–50 of 1\d\d$/).waitFor();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByText(/^51–100 of/).waitFor();
  await page.reload();
  await page.getByText(/^51–100 of/).waitFor();
  await page.getByRole('link', { name: 'Previous' }).click();
  await page.getByText(/^1–50 of/).waitFor();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Digital Library' });
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**service=digital-library**');
  await closePage(page);
});
