// A first visit loads a program without what only staff needs; staff get the whole one in its place.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { closePage, openPage, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';
import { david, signIn } from './support/people.mjs';

let desk, browser;
before(async () => {
  [desk, browser] = await Promise.all([startSmallDesk(), startBrowser()]);
});
after(() => Promise.all([desk?.stop(), browser?.close()]));

/** The programs that the page asks for, by name, in order. */
function programsOf(page) {
  const asked = [];
  page.on('request', (request) => {
    const [, name] = /\/(app|staff)\.\w+\.wasm$/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  return asked;
}

test('a student never loads what only staff needs', async () => {
  const page = await openPage(browser, desk.server);
  const asked = programsOf(page);
  await page.context().addCookies(desk.cookies.student);
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor();
  await page.goto('/queue/it');
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
  assert.ok(asked.length > 0 && asked.every((name) => name === 'app'), String(asked));
  await closePage(page);
});

test('staff get the whole program when they sign in, at the page they came for, and at once when they come again', async () => {
  const page = await openPage(browser, desk.server);
  const asked = programsOf(page);
  await page.goto('/analytics/it');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  assert.ok(!asked.includes('staff'));
  await signIn(page, david);
  await page.getByRole('heading', { level: 1, name: 'IT analytics' }).waitFor();
  assert.ok(asked.includes('staff'));
  asked.length = 0;
  await page.goto('/work/my_turn');
  await page.getByRole('heading', { level: 1, name: 'My turn' }).waitFor();
  assert.ok(asked.includes('staff'));
  assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation')[0].type), 'navigate', 'not loaded twice');
  await closePage(page);
});

test('where the browser keeps nothing staff get it all the same', async () => {
  const page = await openPage(browser, desk.server);
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('forbidden', 'SecurityError'); }; });
  await page.context().addCookies(desk.cookies.staff);
  await page.goto('/work/my_turn');
  await page.getByRole('heading', { level: 1, name: 'My turn' }).waitFor();
  assert.equal(await page.evaluate(() => window.name), '', 'the next page learns nothing');
  await closePage(page);
});

test('what was said before the change of programs is said after it', async () => {
  const page = await openPage(browser, desk.server);
  const ruth = { name: 'Ruth Kamau', email: 'ruth.kamau@staff.example.edu', password: 'Amber-Lighthouse-29' };
  await page.goto('/register-staff');
  await page.getByLabel('Full name').fill(ruth.name);
  await page.getByLabel('Work e-mail').fill(ruth.email);
  await page.getByLabel('Access code').fill(desk.server.accessCode('it'));
  await page.getByLabel('Password').fill(ruth.password);
  await page.getByRole('button', { name: 'Create staff account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await desk.server.linkFor(ruth.email, '/confirm'));
  await page.getByLabel('Password').fill(ruth.password);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByRole('heading', { level: 1, name: 'My turn' }).waitFor();
  await page.getByRole('region', { name: 'Message' }).getByText(/is confirmed/).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'My turn' }).waitFor();
  assert.equal(await page.getByText(/is confirmed/).count(), 0, 'once');
  await closePage(page);
});
