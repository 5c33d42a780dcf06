// How it looks is the reader's choice: colours, size of text, and whether a password can be read; a PDF stands beside
// its ticket.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStudent } from './support/api.mjs';
import { accessible, closePage, openPage, pdfFile, phone, settled, shot, startBrowser, viewsPdfs } from './support/browser.mjs';
import { newTicket } from './support/desk.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, fileTicket, signIn } from './support/people.mjs';

let student;
openDesk({}, async () => { student = await joinStudent(server, amina); });

const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--bg'));

test('colours: each theme is applied at once, kept on the device, also after signing out', async () => {
  const page = await openPage(browser, server);
  await page.goto('/appearance');
  const seen = new Set();
  for (const theme of ['Light', 'Dark', 'High contrast', 'As this device']) {
    await page.getByLabel('Colours').selectOption(theme);
    await settled(page);
    seen.add(await background(page));
    await shot(page, `appearance-${theme.toLowerCase().replaceAll(' ', '-')}`);
    await accessible(page);
  }
  assert.equal(seen.size, 3, 'light, dark and white');
  await page.getByLabel('Colours').selectOption('Dark');
  await signIn(page, amina);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').first().waitFor();
  await page.reload();
  await settled(page);
  assert.equal(await background(page), '#12151cff');
  await closePage(page);
});

test('more contrast is also what the device asks for', async () => {
  const page = await openPage(browser, server);
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
  await page.goto('/');
  await settled(page);
  assert.equal(await background(page), '#000000ff');
  await shot(page, 'landing-dark-contrast');
  await closePage(page);
});

test('size of text: everything grows along, presses and scrolling included, on a desktop and a phone', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, amina);
    await page.goto('/appearance');
    await page.getByRole('heading', { level: 1, name: 'Appearance' }).waitFor();
    const height = async () => (await page.getByRole('heading', { level: 1 }).boundingBox()).height;
    const before = await height();
    await page.getByLabel('Size of text').selectOption('130 %');
    await settled(page);
    assert.ok(Math.abs(await height() - 1.3 * before) < 2, 'as much higher');
    await page.getByLabel('Size of text').selectOption('200 %');
    await settled(page);
    await page.goto('/new/technical-support');
    await page.getByLabel('Subject').fill('Large');
    await shot(page, `${viewport ? 'phone-' : ''}new-ticket-200`);
    await accessible(page);
    const wide = await page.evaluate(() => [...document.querySelectorAll('#mirror *')]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.textContent.slice(0, 40)));
    assert.deepEqual(wide, [], 'nothing lies beyond the right edge');
    await page.getByRole('button', { name: 'Submit ticket' }).click();
    await page.getByText('Please describe').or(page.locator('[aria-invalid]')).first().waitFor();
    // The canvas follows the DOM: what is scrolled into view is painted where its node lies.
    await page.getByRole('button', { name: 'Cancel' }).scrollIntoViewIfNeeded();
    await shot(page, `${viewport ? 'phone-' : ''}new-ticket-200-below`);
    await closePage(page);
  }
});

test('a password can be shown and hidden again, and is hidden on the next page', async () => {
  const page = await openPage(browser, server);
  await page.goto('/sign-in');
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('Quiet-Lantern');
  assert.equal(await field.getAttribute('type'), 'password');
  await page.getByRole('button', { name: 'Show Password' }).click();
  await page.getByRole('button', { name: 'Hide Password' }).waitFor();
  assert.equal(await field.getAttribute('type'), 'text');
  assert.equal(await field.inputValue(), 'Quiet-Lantern');
  await shot(page, 'password-shown');
  await accessible(page);
  await page.getByRole('link', { name: 'StuTicket' }).click();
  await page.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await page.goBack();
  await field.waitFor();
  assert.equal(await field.getAttribute('type'), 'password');
  await closePage(page);
});

test('dates are written as in the mails, whatever language the browser speaks', async () => {
  const matter = { service: 'technical-support', subject: 'When was this?', message: 'It does not work.', captcha: await student.proof() };
  const { ticket } = await student.call('tickets.create', newTicket(matter));
  for (const locale of ['en-GB', 'en-US', 'de-DE', 'ar-EG']) {
    const page = await openPage(browser, server, { locale });
    await page.context().addCookies(student.cookies());
    await page.goto(`/tickets/${ticket.number}`);
    await page.getByText(/^\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}, \d\d:\d\d$/).first().waitFor();
    await closePage(page);
  }
});

test('a PDF stands beside its ticket where the browser can show it, and opens in a tab on a phone', async () => {
  const whole = await startBrowser({ whole: true });
  const page = await openPage(whole, server);
  await signIn(page, amina);
  await viewsPdfs(page);
  const number = await fileTicket(page, { subject: 'See the scan', files: [pdfFile('scan.pdf')] });
  await page.getByRole('button', { name: 'View scan.pdf' }).click();
  const frame = page.locator('iframe[title="PDF: scan.pdf"]');
  await frame.waitFor();
  assert.match(await frame.getAttribute('src'), /^\/api\/attachments\.view\?id=/);
  assert.equal(await page.getByRole('button', { name: 'View scan.pdf' }).getAttribute('aria-expanded'), 'true');
  await shot(page, 'ticket-with-pdf');
  await accessible(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await frame.waitFor({ state: 'detached' });
  await page.setViewportSize(phone);
  await settled(page);
  assert.equal(await page.getByRole('link', { name: 'View scan.pdf' }).getAttribute('target'), '_blank');
  assert.ok(number);
  await closePage(page);
  await whole.close();
});
