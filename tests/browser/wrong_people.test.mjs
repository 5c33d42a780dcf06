// Nobody sees what is not theirs: another student, nobody, staff of another department.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStaff, joinStudent } from './support/api.mjs';
import { accessible, closePage, openPage, pdfFile, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, brian, fileTicket, peter, signIn } from './support/people.mjs';

let number, pdfUrl;
openDesk({}, async () => {
  await joinStudent(server, amina);
  const page = await openPage(browser, server);
  await signIn(page, amina);
  number = await fileTicket(page, { subject: 'A private matter', files: [pdfFile('private.pdf')] });
  pdfUrl = await page.getByRole('link', { name: 'Download private.pdf' }).getAttribute('href');
  assert.equal((await page.request.get(pdfUrl)).status(), 200);
  await closePage(page);
});

async function seesNothing(page) {
  await page.goto(`/tickets/${number}`);
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
  assert.equal(await page.getByText('A private matter').count(), 0);
  assert.equal((await page.request.get(pdfUrl)).status(), 404);
  assert.equal((await page.request.get(pdfUrl.replace('download', 'view'))).status(), 404);
}

test('another student gets "nothing here" for the ticket and its PDF', async () => {
  const page = await openPage(browser, server);
  await joinStudent(server, brian);
  await signIn(page, brian);
  await seesNothing(page);
  await accessible(page);
  await shot(page, 'not-found');
  await page.goto('/track');
  await page.getByLabel('Ticket number').fill(number.toLowerCase());
  await page.getByRole('button', { name: 'Find ticket' }).click();
  await page.getByText('There is no ticket with this number that you may see.').first().waitFor();
  await page.goto('/tickets');
  await page.getByText('No tickets yet').waitFor();
  await page.goto('/queue/it');
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
  assert.equal(await page.getByText('A private matter').count(), 0);
  await closePage(page);
});

test('staff of another department gets the same', async () => {
  const page = await openPage(browser, server);
  await joinStaff(server, peter);
  await signIn(page, peter);
  await seesNothing(page);
  await closePage(page);
});

test('a visitor is asked to sign in, and comes back to the page afterwards', async () => {
  const page = await openPage(browser, server);
  await page.goto(`/tickets/${number}`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal((await page.request.get(pdfUrl)).status(), 401);
  await signIn(page, amina);
  await page.getByRole('heading', { level: 1, name: 'A private matter' }).waitFor();
  await closePage(page);
});

test('a session that ended elsewhere is renewed in place, with what was typed still there', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('Kept over the sign-in');
  await page.getByLabel('What happened?').fill('Typed before the session ended.');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  await accessible(page);
  await shot(page, 'sign-in-again');
  assert.equal(await dialog.getByLabel('E-mail').inputValue(), amina.email);
  await page.keyboard.press('Escape'); // leads nowhere
  await page.keyboard.type('Wrong-Lantern-42');
  await page.keyboard.press('Enter');
  await dialog.getByText(/is not right/).first().waitFor();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(amina.password);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Kept over the sign-in');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kept over the sign-in' }).waitFor();
  await closePage(page);
});

test('signing out in one tab leaves nothing to be read in the other; its author finds it again', async () => {
  const page = await openPage(browser, server), other = await page.context().newPage();
  await signIn(page, amina);
  await other.goto('/new/technical-support');
  await other.getByLabel('What happened?').fill('Nobody else should read this.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.getByText(/It is put aside/).first().waitFor();
  await accessible(other);
  await shot(other, 'put-aside');
  const kept = () => other.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!(await kept()).includes(Buffer.from('Nobody else').toString('base64').slice(0, 12)));
  await signIn(other, brian);
  await other.goto('/new/technical-support');
  assert.equal(await other.getByLabel('What happened?').inputValue(), '');
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await other.goto('/new/technical-support');
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(other, amina);
  await other.getByText(/is back where it was/).first().waitFor();
  assert.equal(await other.getByLabel('What happened?').inputValue(), 'Nobody else should read this.');
  assert.ok(!(await kept()).includes('stuticket aside'));
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await other.waitForFunction(() => JSON.stringify({ ...localStorage }).includes('stuticket aside')); // sealed by now
  await other.evaluate(() => { const now = Date.now.bind(Date); Date.now = () => now() + 3_600_000; });
  await other.getByRole('link', { name: 'Sign in' }).first().click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await other.getByText(/It is put aside/).count(), 0); // the message of signing out may still stand there
  assert.ok(!(await kept()).includes('stuticket aside'), 'an hour is the longest');
  await closePage(page);
});

for (const heard of [true, false]) {
  test(`two people, two tabs: what one began is never sent as the other's (${heard ? 'the tabs hear of each other' : 'they do not'})`, async () => {
    const page = await openPage(browser, server), other = await page.context().newPage();
    if (!heard) await page.context().addInitScript(() => { delete globalThis.BroadcastChannel; });
    await signIn(page, amina);
    await page.goto('/new/technical-support');
    await page.getByLabel('Subject').fill('Begun by Amina');
    await page.getByLabel('What happened?').fill('Only she may send this.');
    await page.context().clearCookies(); // her session ends
    await signIn(other, brian);
    if (!heard) await page.getByRole('button', { name: 'Submit ticket' }).click();
    await page.getByText(/Brian Mutiso is signed in in this browser now/).first().waitFor();
    await page.getByRole('heading', { level: 1, name: /Brian/ }).waitFor();
    await other.goto('/tickets');
    await other.getByText('No tickets yet').waitFor();
    await other.goto('/new/technical-support');
    assert.equal(await other.getByLabel('Subject').inputValue(), '');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
    await signIn(other, amina); // what she began is still there
    await other.goto('/new/technical-support');
    assert.equal(await other.getByLabel('Subject').inputValue(), 'Begun by Amina');
    assert.equal(await other.getByLabel('What happened?').inputValue(), 'Only she may send this.');
    await closePage(page);
  });
}
