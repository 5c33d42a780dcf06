// What people do, in Firefox. Started by tools/firefox; the exact rules of each page are tested in Chromium (tests/browser).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, closePage, openPage, pdfFile, phone, settled } from '../../tests/browser/support/browser.mjs';
import { browser, openDesk, server } from '../../tests/browser/support/open_desk.mjs';
import { amina, david, fileTicket, register, registerStaff, signIn } from '../../tests/browser/support/people.mjs';
import { drawn, picture } from './picture.mjs';

openDesk();
let number;

test('the app is drawn, or its plain view serves', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
  assert.equal(await page.evaluate(() => document.body.classList.contains('plain')), !drawn);
  await picture(page, 'landing');
  await accessible(page);
  await closePage(page);
});

test('a student registers, confirms the address, signs in and files a ticket with a PDF', async () => {
  const page = await openPage(browser, server);
  await register(page, amina);
  await picture(page, 'sign-in');
  await signIn(page, amina);
  number = await fileTicket(page, { subject: 'Żółty Wi-Fi – 学生', files: [pdfFile('speedtest.pdf')] });
  await page.getByRole('heading', { name: 'Waiting for IT' }).waitFor();
  await picture(page, 'ticket');
  await accessible(page);
  await closePage(page);
});

test('staff finds it in the queue, sets a status and asks; the student answers', async () => {
  const page = await openPage(browser, server);
  await registerStaff(page, david, server.accessCode('it'));
  await signIn(page, david);
  await page.getByRole('link', { name: 'Żółty Wi-Fi – 学生' }).waitFor();
  await picture(page, 'queue');
  await page.getByRole('link', { name: 'Żółty Wi-Fi – 学生' }).click();
  await page.getByLabel('Status').selectOption({ label: 'Under Consideration' });
  await page.getByLabel('Reply (the student reads it)').fill('Which lamp?');
  await page.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await page.getByText('Which lamp?').first().waitFor();
  await picture(page, 'staff-ticket');
  await closePage(page);

  const students = await openPage(browser, server);
  await signIn(students, amina);
  await students.goto(`/tickets/${number}`);
  await students.getByText('Which lamp?').first().waitFor();
  await students.getByLabel('Write to IT').fill('The red one.');
  await students.getByRole('button', { name: 'Send' }).click();
  await students.getByText('The red one.').first().waitFor();
  await picture(students, 'answered');
  await closePage(students);
});

test('colours and size of text: everything grows along, what is pressed and what is seen stay together', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await openPage(browser, server, { viewport });
    await signIn(page, amina);
    await page.goto('/appearance');
    await page.getByLabel('Colours').selectOption('Dark');
    const height = async () => (await page.getByText('Size of text', { exact: true }).boundingBox()).height;
    const before = await height();
    await page.getByLabel('Size of text').selectOption('200 %');
    await settled(page);
    if (!viewport) assert.ok(Math.abs(await height() - 2 * before) < 2, 'twice as high');
    await page.goto('/new/technical-support');
    await page.getByLabel('Subject').fill('Large');
    await picture(page, `${viewport ? 'phone-' : ''}200`);
    const wide = await page.evaluate(() => [...document.querySelectorAll('#mirror *')]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.textContent.slice(0, 40)));
    assert.deepEqual(wide, [], 'nothing lies beyond the right edge');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Keep writing' }).waitFor();
    await picture(page, `${viewport ? 'phone-' : ''}200-dialog`);
    await closePage(page);
  }
});

test('a ticket written without a connection is filed once when it is back', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('Written in the train');
  await page.getByLabel('What happened?').fill('Between two stations.');
  await server.halt();
  await page.getByLabel(/^PDFs/).setInputFiles([pdfFile('one.pdf')]);
  await page.getByText(/waits for the connection, then goes by itself/).waitFor();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { name: 'Your ticket is waiting for the connection' }).waitFor();
  await picture(page, 'waiting-for-connection');
  await server.restart();
  await page.getByRole('heading', { level: 1, name: 'Written in the train' }).waitFor({ timeout: 40_000 });
  await page.getByRole('link', { name: /^Your tickets/ }).click();
  const cards = page.getByRole('link', { name: 'Written in the train' });
  await cards.first().waitFor();
  assert.equal(await cards.count(), 1);
  await closePage(page);
});
