// Every screen, light and dark, desktop and phone: a picture to look at in build/screenshots, and axe-core at each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { signIn } from './support/people.mjs';

openDesk({ demo: true });

// The accounts of `stuticket seed-demo`.
const student = { email: 'amina.wanjiru@students.example.edu', password: 'Quiet-Lantern-42' };
const staff = { email: 'david.otieno@staff.example.edu', password: 'Marble-Orchard-55' };

async function firstTicket(page, status) {
  const link = page.getByRole('link', { name: status });
  await link.first().click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
}

/** Nothing reaches beyond the page's edges: no sideways scrolling, nothing cut off. */
async function fits(page) {
  await settled(page);
  const outside = await page.evaluate(() => [...document.querySelectorAll('#mirror *')]
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
    .map(([element, box]) => `${element.tagName} ${element.textContent.slice(0, 40)} ${box.left}–${box.right}`));
  assert.deepEqual(outside, []);
}

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  /** What is there, in both colours. */
  const look = async (page, name) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await accessible(page);
      await shot(page, `${name}-${size}-${colorScheme}`);
    }
    await fits(page);
  };
  const visit = async (page, path, name, ready) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (ready) await ready();
    await look(page, name);
  };

  test(`visitors' screens, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    for (const [path, name] of [['/', 'landing'], ['/register', 'register'], ['/register-staff', 'register-staff'], ['/sign-in', 'sign-in'],
      ['/forgot', 'forgot'], [`/reset#${'a'.repeat(64)}`, 'reset'], [`/confirm#${'a'.repeat(64)}`, 'confirm']])
      await visit(page, path, name);
    await closePage(page);
  });

  test(`a student's screens, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, student);
    for (const [path, name] of [['/', 'home'], ['/new', 'choose-service'], ['/new/eduroam-and-network-services', 'new-ticket'],
      ['/tickets', 'tickets'], ['/track', 'track'], ['/nowhere', 'unknown']])
      await visit(page, path, name);
    await visit(page, '/settings', 'settings', () => page.getByText('this browser').waitFor());
    await page.goto('/tickets');
    await firstTicket(page, 'Fee statement shows a wrong balance');
    await look(page, 'ticket');
    await page.goto('/new/eduroam-and-network-services');
    await page.getByLabel('Subject').fill('A draft');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'dialog');
    await closePage(page);
  });

  test(`staff's screens, ${size}`, async () => {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, staff);
    await visit(page, '/queue/it', 'queue', () => page.getByText('Awaiting Confirmation', { exact: true }).first().waitFor());
    await visit(page, '/queue/it?status=rejected&service=digital-library', 'queue-filtered');
    await page.goto('/queue/it?status=under_consideration');
    await page.locator('#main a[href^="/tickets/"]').first().click();
    await page.getByRole('heading', { name: 'Update this ticket' }).waitFor();
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
  await page.getByLabel('Service').selectOption({ label: 'Digital Library' });
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**service=digital-library**');
  await closePage(page);
});
