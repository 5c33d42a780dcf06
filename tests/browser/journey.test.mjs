// The main job, end to end: a student files a ticket with a PDF, staff answers it, the student sees the answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, closePage, desktop, openPage, pdfFile, phone, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, david, register, registerStaff, signIn } from './support/people.mjs';

openDesk({}, undefined, { whole: true });

const subject = 'Żółty Wi-Fi – 学生';
let number;

test('a student registers, signs in and files a ticket with a PDF', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await accessible(page);
  await register(page, amina);
  await accessible(page);
  await signIn(page, amina);
  await page.getByRole('heading', { name: 'Welcome, Amina' }).waitFor();
  await accessible(page);

  await page.getByRole('link', { name: 'New ticket' }).first().click();
  await page.getByRole('heading', { name: 'What do you need help with?' }).waitFor();
  await accessible(page);
  await page.getByRole('link', { name: 'Eduroam and Network Services' }).click();
  assert.equal(await page.getByLabel('Full name').inputValue(), amina.name);
  assert.equal(await page.getByLabel('Registration number').inputValue(), amina.registration);
  await page.getByLabel('Subject').pressSequentially(subject);
  await page.getByLabel('What happened?').fill('The network is yellow.\nSince Monday.');
  await page.getByLabel(/^PDFs/).setInputFiles(pdfFile('speedtest.pdf', 1_992_294)); // 1.9 MiB
  await page.getByText(/· attached$/).waitFor();
  await accessible(page);
  await shot(page, 'journey-form-filled');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  number = new URL(page.url()).pathname.split('/').pop();
  await page.getByRole('heading', { name: 'Waiting for IT' }).waitFor();
  await accessible(page);

  await page.getByRole('link', { name: /^Your tickets/ }).click();
  await page.getByRole('link', { name: subject }).waitFor();
  await accessible(page);
  await page.goto(`/tickets/${number}`);
  await page.getByText('The network is yellow.').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Your tickets' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  await closePage(page);
});

test('the link of the mail shows how the ticket stands, without signing in', async () => {
  const link = await server.linkFor(amina.email, `/track/${number}`);
  for (const viewport of [desktop, phone]) {
    const page = await openPage(browser, server, { viewport });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Waiting for IT' }).waitFor();
    assert.equal(new URL(page.url()).hash, '', 'the secret does not stay in the address');
    assert.equal(await page.getByText(subject).count(), 0);
    await accessible(page);
    await shot(page, `followed-${viewport.width}`);
    await page.getByRole('link', { name: 'Sign in to read and answer' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, amina);
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    await page.goto(`${link.slice(0, -3)}abc`);
    await page.getByRole('heading', { name: 'This link leads to no ticket' }).waitFor();
    await accessible(page);
    await closePage(page);
  }
});

test('staff registers with the access code, reads the PDF and decides', async () => {
  const page = await openPage(browser, server);
  await registerStaff(page, david, server.accessCode('it'));
  await signIn(page, david);
  await page.getByRole('heading', { name: 'My turn' }).waitFor();
  await accessible(page);
  await page.getByRole('link', { name: subject }).click();
  await page.getByText('The network is yellow.').waitFor();
  await accessible(page);

  const [viewed] = await Promise.all([
    page.context().waitForEvent('response', (response) => /attachments\.view\?id=/.test(response.url())),
    page.getByRole('button', { name: 'View speedtest.pdf' }).click(), // beside the ticket
  ]);
  assert.equal(viewed.status(), 200);
  assert.match(viewed.headers()['content-disposition'], /^inline/);
  await page.getByRole('button', { name: 'Close' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download speedtest.pdf' }).click()]);
  assert.match(download.suggestedFilename(), /\.pdf$/);

  await page.getByLabel('Status').selectOption({ label: 'Under Consideration' });
  await page.getByLabel('Reply (the student reads it)').fill('We look at the access point.');
  await page.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await page.getByText('Your turn: work on this ticket').first().waitFor();

  await page.getByLabel('Status').selectOption({ label: 'Rejected' });
  await page.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  const explanation = page.getByLabel('Explanation for the student');
  await explanation.and(page.locator('[aria-invalid="true"]')).waitFor();
  assert.ok(await explanation.evaluate((field) => field === document.activeElement), 'the focus is on what is missing');
  const words = await explanation.evaluate((field) => document.getElementById(field.getAttribute('aria-describedby')).textContent);
  assert.match(words, /\w+ \w+/);
  await accessible(page);
  await explanation.fill('Yellow is how it should be.');
  await page.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await page.getByText('Rejected', { exact: true }).first().waitFor();
  await shot(page, 'journey-rejected');
  await closePage(page);
});

test('the student sees the history, and a mail for each change lies in the folder', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto(`/tickets/${number}`);
  for (const words of ['We look at the access point.', 'Yellow is how it should be.', 'The network is yellow.'])
    await page.getByText(words).first().waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').first().waitFor();
  await closePage(page);

  const mine = server.mails().filter((mail) => mail.includes(amina.email));
  const bodies = mine.map((mail) => {
    const [, encoded] = /Content-Type: text\/plain[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail);
    return Buffer.from(encoded, 'base64').toString('utf8');
  });
  assert.equal(bodies.filter((body) => body.includes(number)).length, 3, 'filed, considered, rejected');
  assert.ok(bodies.some((body) => body.includes('Yellow is how it should be.')));
});
