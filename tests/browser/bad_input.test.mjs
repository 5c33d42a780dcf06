// What goes wrong is said in words, beside the field, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStaff, joinStudent } from './support/api.mjs';
import { accessible, closePage, openPage, pdfFile, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, david, fileTicket, ruth, signIn } from './support/people.mjs';

openDesk({}, async () => {
  await joinStudent(server, amina);
  await joinStaff(server, david);
  await joinStaff(server, ruth);
});

const errorOf = (field) => field.evaluate((element) =>
  element.getAttribute('aria-invalid') === 'true' ? document.getElementById(element.getAttribute('aria-describedby')).textContent : '');

test('an empty form says what is missing and goes to the first field', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/eduroam-and-network-services');
  await page.getByLabel('What happened?').fill('Kept.');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const subject = page.getByLabel('Subject');
  await subject.and(page.locator('[aria-invalid="true"]')).waitFor();
  await settled(page);
  assert.match(await errorOf(subject), /subject/i);
  assert.ok(await subject.evaluate((field) => field === document.activeElement));
  assert.equal(await page.getByLabel('What happened?').inputValue(), 'Kept.');
  await accessible(page);
  await shot(page, 'form-errors');
  await closePage(page);
});

test('files that may not come in are refused with their reason, the others stay', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/eduroam-and-network-services');
  const files = page.getByLabel(/^PDFs/);
  await files.setInputFiles([pdfFile('good.pdf', 2_097_152), pdfFile('large.pdf', 2_097_153),
    { name: 'program.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0 this is a program') }]);
  await page.getByText(/· attached$/).waitFor();
  await page.getByText(/2 MB/).nth(1).waitFor();
  await page.getByText(/not a PDF/i).first().waitFor();
  await accessible(page);
  await shot(page, 'form-files-refused');
  // By keyboard alone: the focus goes on to the next file, then to the one before.
  await page.getByRole('button', { name: 'Remove large.pdf' }).press('Enter');
  await page.locator(':focus', { hasText: 'Remove program.pdf' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(':focus', { hasText: 'Remove good.pdf' }).waitFor();
  await page.getByLabel('Subject').fill('With one good file');
  await page.getByLabel('What happened?').fill('Exactly two mebibytes.');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('link', { name: 'Download good.pdf' }).waitFor();
  await closePage(page);
});

test('a wrong password and a wrong access code are refused without telling more', async () => {
  const page = await openPage(browser, server);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(amina.email);
  await page.getByLabel('Password').fill('Wrong-Password-1');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const known = page.locator('p', { hasText: /password/i }).first();
  await known.waitFor();
  const sentence = await known.textContent();
  await accessible(page);
  await page.getByLabel('E-mail').fill('nobody@students.example.edu');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await settled(page);
  assert.equal(await page.locator('p', { hasText: /password/i }).first().textContent(), sentence);

  await page.goto('/register-staff');
  await page.getByLabel('Full name').fill('Eve Adams');
  await page.getByLabel('Work e-mail').fill('eve@staff.example.edu');
  await page.getByLabel('Access code').fill('not-a-code-at-all-really');
  await page.getByLabel('Password').fill('Velvet-Compass-31');
  await page.getByRole('button', { name: 'Create staff account' }).click();
  await page.getByText(/access code/i).nth(1).waitFor();
  assert.match(page.url(), /register-staff/);
  await closePage(page);
});

test('a ticket that somebody else changed meanwhile: their words are shown, mine are kept', async () => {
  const student = await openPage(browser, server);
  await signIn(student, amina);
  const number = await fileTicket(student, { subject: 'Two at once' });
  await closePage(student);

  const one = await openPage(browser, server), two = await openPage(browser, server);
  for (const [page, person] of [[one, david], [two, ruth]]) {
    await signIn(page, person);
    await page.goto(`/tickets/${number}`);
    await page.getByRole('button', { name: 'Internal note' }).waitFor();
  }
  await one.getByLabel('Reply (the student reads it)').fill('First.');
  await one.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await one.getByText('First.').waitFor();
  await two.getByLabel('Reply (the student reads it)').fill('Second, typed meanwhile.');
  await two.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await two.getByLabel('Write').getByText('First.').waitFor();
  assert.equal(await two.getByLabel('Reply (the student reads it)').inputValue(), 'Second, typed meanwhile.');
  await accessible(two);
  await two.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await two.getByText('Second, typed meanwhile.').last().waitFor();
  await two.getByText('First.').waitFor();
  await closePage(one);
  await closePage(two);
});

test('addresses that do not exist say so', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  for (const path of ['/nonsense', '/new/no-such-service', '/queue/no-such-department', '/tickets/%00%ff', '/tickets/1234-5678']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  }
  await closePage(page);
});
