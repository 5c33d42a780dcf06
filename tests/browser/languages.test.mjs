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

test('a page without its program speaks the language of the browser', async () => {
  const page = await openPage(browser, server, { locale: 'sw-KE' });
  await page.route('**/*.wasm', () => {}); // does not arrive
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByText('Dawati la huduma linapakiwa…').waitFor();
  assert.equal(await language(page), 'sw ltr');
  await page.unroute('**/*.wasm');
  await page.route('**/*.wasm', (route) => route.abort());
  await page.reload();
  await page.getByText('StuTicket haikuweza kupakiwa.').waitFor();
  await page.getByRole('button', { name: 'Pakia tena' }).waitFor();
  await accessible(page);
  await page.context().close(); // the console rightly complains here

  const other = await openPage(browser, server, { locale: 'tlh' });
  await other.route('**/*.wasm', () => {});
  await other.goto('/', { waitUntil: 'commit' });
  await other.getByText('Loading the service desk…').waitFor();
  assert.equal(await language(other), 'en ltr');
  await other.context().close();
});

test('what scripts say beside the program is in the language that is shown', async () => {
  const page = await openPage(browser, server, { locale: 'fr' });
  await page.goto('/');
  await page.getByRole('link', { name: 'Créez votre compte' }).first().waitFor();
  assert.equal(await page.locator('#skip').textContent(), 'Aller au contenu');
  await page.evaluate(() => Stu.showCaptcha(document.getElementById('live-polite'), { server: 'https://localhost:1' }));
  await page.getByText('Le contrôle contre les robots n’a pas pu être chargé.').waitFor();
  assert.ok(!await page.evaluate(() => Stu.failed), 'somebody else’s script that is missing is no fault of the page');
  await page.evaluate(() => Stu.fail('lost'));
  await page.getByText('Un problème est survenu dans cette page.').waitFor();
  assert.equal(await language(page), 'fr ltr');
  await page.context().close();
});

test('a browser without scripts is told so in every language', async () => {
  const page = await (await browser.newContext({ baseURL: server.url, javaScriptEnabled: false })).newPage();
  await page.goto('/');
  const said = await page.locator('noscript p').evaluateAll((lines) => lines.map((line) => [line.closest('[lang]').lang, line.textContent.slice(0, 20), line.offsetHeight > 0]));
  assert.deepEqual(said, [['en', 'StuTicket needs Java', true], ['fr', 'StuTicket a besoin d', true], ['sw', 'StuTicket inahitaji ', true]]);
  await page.context().close();
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
