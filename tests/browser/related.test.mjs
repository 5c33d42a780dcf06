// A student phones: staff files a ticket for them. Two tickets about one thing become one, and two again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { accessible, answered, closePage, openPage, pdfFile, phone, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';
import { amina } from './support/people.mjs';
import { plainText } from './support/server.mjs';

let browser, desk;
before(async () => { [browser, desk] = await Promise.all([startBrowser(), startSmallDesk()]); });
after(async () => { await browser.close(); await desk.stop(); });

async function open(path, settings = {}, who = 'staff') {
  const page = await openPage(browser, desk.server, settings);
  await page.context().addCookies(desk.cookies[who]);
  await page.goto(path);
  await answered(page);
  return page;
}

/** Whether a mail to Amina that says this has been sent. */
async function mailSays(words) {
  for (let tries = 0; tries < 100; tries++) {
    if (desk.server.mails().some((mail) => mail.includes(amina.email) && plainText(mail).includes(words))) return true;
    await setTimeout(100);
  }
  return false;
}

for (const [device, settings] of [['a desktop', {}], ['a phone', { viewport: phone }]])
  test(`a student who phones is found by the registration number and gets what was filed, from ${device}`, async () => {
    const page = await open('/file-for-student', settings);
    const wanted = page.getByLabel('E-mail address or registration number');
    await wanted.fill(amina.registration.toLowerCase());
    await wanted.press('Enter');
    await page.getByRole('button', { name: `Take ${amina.name}` }).click();
    await page.waitForFunction((email) => [...document.querySelectorAll('input')].some((field) => field.type === 'email' && field.value === email), amina.email);
    await page.getByLabel('How the student came').selectOption({ label: 'On the phone' });
    const service = page.getByLabel('Service', { exact: true });
    const portal = (await service.locator('option').allTextContents()).find((name) => name.includes('Student Portal'));
    await service.selectOption({ label: portal });
    const subject = `Locked out, said from ${device}`;
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('What happened?').fill('The portal says that the account is locked.');
    await page.getByLabel(/^PDFs/).setInputFiles(pdfFile('letter.pdf'));
    await page.getByText(/· attached$/).waitFor();
    await accessible(page);
    await shot(page, `filing-${device.split(' ')[1]}`);
    await page.getByRole('button', { name: 'File the ticket' }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    assert.ok(await mailSays(subject));
    const filed = (await desk.student.call('tickets.list', {})).rows.find((row) => row.subject === subject);
    assert.ok(page.url().endsWith(filed.number));
    assert.deepEqual((await desk.student.call('tickets.get', { number: filed.number })).attachments.map(({ file }) => file.file_name), ['letter.pdf']);
    await closePage(page);
  });

test('whoever nobody knows can be filed for, and a wrong address is said beside its field', async () => {
  const page = await open('/file-for-student');
  await page.getByLabel('E-mail address or registration number').fill('nobody@students.example.edu');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByText('Nobody is known by that. Fill in').waitFor();
  await page.getByRole('button', { name: 'File the ticket' }).click();
  await page.getByRole('alert').first().waitFor();
  await accessible(page);
  await closePage(page);
});

test('two tickets of a student become one, are parted by the toast, and later by a button', async () => {
  const [kept, second] = [(await desk.newTicket('The library is closed to me')).ticket, (await desk.newTicket('Library again')).ticket];
  const page = await open(`/tickets/${second.number}`);
  const merge = async () => {
    await page.getByLabel('Number of another ticket').fill(kept.number.toLowerCase());
    await page.getByRole('button', { name: 'Merge into it' }).click();
    await page.getByRole('heading', { level: 1, name: kept.subject }).waitFor();
    assert.ok(page.url().endsWith(kept.number));
  };
  await merge();
  await accessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: `Take ${second.number} out again` }).waitFor({ state: 'detached' });
  assert.equal((await desk.student.call('tickets.get', { number: second.number })).ticket.number, second.number);

  await page.goto(`/tickets/${second.number}`);
  await merge();
  await shot(page, 'merged');
  const student = await open(`/tickets/${second.number}`, {}, 'student');
  await student.getByRole('heading', { level: 1, name: kept.subject }).waitFor();
  await accessible(student);
  const answer = student.getByRole('form', { name: 'Answer' });
  await answer.getByRole('textbox').first().fill('It is open now.');
  await answer.getByRole('button', { name: /^Send/ }).click();
  await answered(student);
  await shot(student, 'merged-student');
  await shot(page, 'merged-answered');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('It is open now.').first().waitFor();

  await page.getByRole('button', { name: `Take ${second.number} out again` }).click();
  await page.getByRole('button', { name: `Take ${second.number} out again` }).waitFor({ state: 'detached' });
  const parted = await desk.student.call('tickets.get', { number: second.number });
  assert.equal(parted.ticket.number, second.number);
  assert.equal(parted.events.some((event) => event.text === 'It is open now.'), false); // it was said on the other one
  await Promise.all([closePage(page), closePage(student)]);
});

test('tickets of two people are not merged, and the page says why', async () => {
  const { ticket } = await desk.newTicket('To be merged with nothing');
  const page = await open(`/tickets/${ticket.number}`);
  const other = page.getByLabel('Number of another ticket');
  for (const wrong of [ticket.number, 'nonsense', 'ZZZZ-ZZZZ']) {
    await other.fill(wrong);
    await page.getByRole('button', { name: 'Merge into it' }).click();
    await page.waitForFunction(() => document.querySelector('[aria-invalid="true"]') || document.querySelector('[role="alert"]')?.textContent);
  }
  assert.ok(page.url().endsWith(ticket.number));
  await closePage(page);
});
