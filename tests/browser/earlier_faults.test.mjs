// What the earlier application did wrong and only a browser can show; the rest is in tests/api/earlier_faults_test.cpp.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { accessible, closePage, openPage, settled } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { signIn } from './support/people.mjs';
import { root } from './support/server.mjs';

openDesk({ demo: true });
const student = { email: 'amina.wanjiru@students.example.edu', password: 'Quiet-Lantern-42' };

test('28. real people in the repository: every address in it is invented', () => {
  const found = execFileSync('git', ['grep', '-hoIE', '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', '--', ':!package-lock.json'],
    { cwd: root, encoding: 'utf8' }).trim().split('\n');
  // RFC 2606's names, and single letters that show what an address may look like.
  const invented = /(@|\.)example(\.\w+)*$|\.invalid$|^[A-Za-z]@/i;
  assert.deepEqual(found.filter((address) => !invented.test(address)), []);
  assert.equal(execFileSync('git', ['ls-files', '*.db', '*.sqlite', 'instance', '*.pem', '*.key', '.env'], { cwd: root, encoding: 'utf8' }), '');
});

test('29. pages of six other sites: nothing is asked of anybody else', async () => {
  const page = await openPage(browser, server);
  const foreign = [];
  page.on('request', (request) => { if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url()); });
  for (const path of ['/', '/register', '/sign-in', '/forgot']) { await page.goto(path); await settled(page); }
  await signIn(page, student);
  for (const path of ['/', '/new', '/new/eduroam-and-network-services', '/tickets', '/settings']) { await page.goto(path); await settled(page); }
  assert.deepEqual(foreign, []);
  await closePage(page);
});

test('30. pages that keyboards and screen readers could not use: cards are links, a choice alone goes nowhere, messages stay', async () => {
  const page = await openPage(browser, server);
  await signIn(page, student);
  await page.goto('/new');
  await page.getByRole('link', { name: 'Digital Library' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Digital Library' }).waitFor();
  await page.goto('/settings');
  await page.getByLabel('Send me mail about').selectOption({ index: 1 });
  await settled(page);
  assert.match(page.url(), /\/settings$/);
  await page.getByRole('button', { name: 'Save profile' }).click();
  const message = page.getByRole('region', { name: 'Message' });
  await message.waitFor();
  await page.waitForTimeout(6_000); // longer than the earlier application's messages lived
  assert.ok(await message.isVisible());
  await page.goto('/tickets');
  await page.getByText('Awaiting Confirmation').first().waitFor();
  assert.equal(await page.getByText('awaiting_confirmation').count(), 0);
  assert.equal(await page.locator('a a').count(), 0);
  await accessible(page);
  await closePage(page);
});

test('31. links that led nowhere and a promise that was not kept', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText(/knowledge/i).count(), 0);
  await signIn(page, student);
  for (const path of ['/', '/track', '/tickets', '/settings']) {
    await page.goto(path);
    await settled(page);
    const empty = await page.evaluate(() => [...document.querySelectorAll('#mirror a')].filter((link) => !link.getAttribute('href')).length);
    assert.equal(empty, 0, path);
  }
  await closePage(page);
});
