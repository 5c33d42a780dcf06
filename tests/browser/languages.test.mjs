// In the reader's language: chosen in the page, switched without a reload, spoken in errors, scripts and mail, on a desktop
// and a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStudent } from './support/api.mjs';
import { accessible, closePage, openPage, phone, settled } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, signIn } from './support/people.mjs';

openDesk({}, () => joinStudent(server, amina));

const language = (page) => page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);

test('a visitor changes the language without a reload, and the device keeps it', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await openPage(browser, server, { viewport });
    await page.goto('/');
    await page.evaluate(() => { globalThis.sameDocument = true; });
    await page.getByRole('button', { name: 'Kiswahili' }).click();
    await page.getByRole('link', { name: 'Fungua akaunti yako' }).first().waitFor();
    assert.equal(await language(page), 'sw ltr');
    assert.equal(await page.title(), 'Karibu · StuTicket');
    assert.ok(await page.evaluate(() => globalThis.sameDocument), 'no reload');
    await settled(page);
    await accessible(page);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByRole('link', { name: 'Créez votre compte' }).first().waitFor();
    assert.equal(await language(page), 'fr ltr');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Tapez votre adresse e-mail.').first().waitFor();
    await settled(page);
    await accessible(page);
    await closePage(page);
  }
});

test('what the browser asks for is spoken; what the profile says comes before it, on every device', async () => {
  const page = await openPage(browser, server, { locale: 'fr-CA' });
  await page.goto('/');
  await page.getByRole('link', { name: 'Créez votre compte' }).first().waitFor();
  await closePage(page);
  const first = await openPage(browser, server);
  await signIn(first, amina);
  await first.goto('/settings');
  await first.getByLabel('Language').selectOption('Kiswahili');
  await first.getByRole('heading', { level: 1, name: 'Mipangilio' }).waitFor();
  await settled(first);
  await accessible(first);
  await closePage(first);
  const second = await openPage(browser, server);
  await second.goto('/sign-in');
  await second.getByLabel('E-mail').fill(amina.email);
  await second.getByRole('textbox', { name: 'Password' }).fill(amina.password);
  await second.getByRole('button', { name: 'Sign in', exact: true }).click();
  await second.getByRole('heading', { level: 1, name: 'Karibu, Amina' }).waitFor();
  assert.equal(await language(second), 'sw ltr');
  await closePage(second);
});

test('scripts read errors in the language that they accept', async () => {
  const refused = async (accept) => {
    const reply = await fetch(`${server.url}/api/tickets.list`, { method: 'POST', body: '{}',
      headers: { 'X-StuTicket': '1', 'Content-Type': 'application/json', 'Accept-Language': accept } });
    return (await reply.json()).message;
  };
  assert.equal(await refused('sw, en;q=0.5'), 'Tafadhali ingia kwanza.');
  assert.equal(await refused('fr-FR'), 'Veuillez d’abord vous connecter.');
  assert.equal(await refused('tlh'), 'Please sign in first.');
});
