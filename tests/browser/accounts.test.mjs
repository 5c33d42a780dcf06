// Accounts from the first mail to leaving: confirming, forgetting the password, settings, lockout, captcha.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { joinStudent } from './support/api.mjs';
import { accessible, closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, brian, confirmAddress, signIn } from './support/people.mjs';
import { startServer } from './support/server.mjs';

openDesk({ settings: { STUTICKET_EMAIL_DOMAINS: 'students.example.edu' } });

/** A sentence on the page, not its echo in the live region. */
const said = (page, words) => page.locator('#main').getByText(words).first();
const toast = (page) => page.getByRole('region', { name: 'Message' });

test('an account is opened with an address of the university, a link and the password', async () => {
  const page = await openPage(browser, server, { viewport: phone });
  await page.goto('/register');
  await page.getByLabel('Full name').fill(amina.name);
  await page.getByLabel('University e-mail').fill('amina@mail.example');
  await page.getByLabel('Registration number').fill(amina.registration);
  await page.getByLabel('Password').fill(amina.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await said(page, /It ends in students\.example\.edu/).waitFor();
  await accessible(page);
  await page.getByLabel('University e-mail').fill(amina.email);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await said(page, amina.email).waitFor();
  await accessible(page);
  await shot(page, 'registered-phone');
  const first = await server.linkFor(amina.email, '/confirm');
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await said(page, /on its way again/).waitFor();
  await accessible(page);
  await shot(page, 'registered-again-phone');
  while (await server.linkFor(amina.email, '/confirm') === first) await page.waitForTimeout(50); // another link
  await page.reload();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.getByLabel('Your e-mail').fill(amina.email);
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await said(page, /on its way again/).waitFor();
  await shot(page, 'registered-reloaded-phone');
  await page.locator('#main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill(amina.email);

  await page.getByLabel('Password').fill(amina.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await said(page, /has not been confirmed/).waitFor();
  await accessible(page);
  const link = await server.linkFor(amina.email, '/confirm');
  await page.goto(`${link.slice(0, -4)}0000`);
  await page.getByLabel('Password').fill(amina.password);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await said(page, /no longer valid/).waitFor();
  await accessible(page);
  await page.goto(link);
  await page.getByLabel('Password').fill('Not-the-password-1');
  assert.equal(new URL(page.url()).hash, '', 'the secret does not stay in the address');
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await said(page, /not the password that the account was opened with/).waitFor();
  await accessible(page);
  await shot(page, 'confirm-refused-phone');
  await page.getByLabel('Password').fill(amina.password);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByRole('heading', { name: 'Welcome, Amina' }).waitFor();
  await accessible(page);
  await page.setViewportSize(desktop);
  await shot(page, 'confirmed-desktop');
  await closePage(page);
});

test('a forgotten password is replaced through the mail', async () => {
  const page = await openPage(browser, server, { viewport: phone });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
  await page.getByLabel('E-mail').fill(amina.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await accessible(page);
  await shot(page, 'forgot-sent-phone');
  await page.goto(await server.linkFor(amina.email, '/reset'));
  await page.getByRole('textbox', { name: 'New password' }).fill('Password1!');
  await page.getByRole('button', { name: 'Change password' }).click();
  await said(page, /easily guessed|easy to guess|guess/i).waitFor();
  await accessible(page);
  amina.password = 'Silent-Harbour-88';
  await page.getByRole('textbox', { name: 'New password' }).fill(amina.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(page, amina);
  await closePage(page);
});

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  test(`settings: profile, address, password and sessions, ${size}`, async () => {
    const other = await openPage(browser, server), page = await openPage(browser, server, { viewport });
    await signIn(other, amina);
    await signIn(page, amina);
    await page.getByRole('link', { name: 'Settings' }).click();
    const profile = page.getByRole('form', { name: 'Profile' });
    await profile.getByLabel('Full name').fill('Amina W. Wanjiru');
    await profile.getByLabel('Time zone of mail').selectOption('Africa/Nairobi (this device)');
    await profile.getByLabel('Send me mail about').selectOption({ index: 1 });
    await profile.getByRole('button', { name: 'Save profile' }).click();
    await toast(page).getByText('Your profile is saved.').waitFor();
    await page.reload();
    assert.equal(await profile.getByLabel('Full name').inputValue(), 'Amina W. Wanjiru');
    assert.equal(await profile.getByLabel('Send me mail about').evaluate((element) => element.selectedIndex), 1);

    const address = page.getByRole('form', { name: 'E-mail address' });
    const fresh = `wanjiru.${size}@students.example.edu`;
    await address.getByLabel('New address').fill(fresh);
    await address.getByLabel('Your password').fill('Not-the-password-1');
    await address.getByRole('button', { name: /Send a link/ }).click();
    await said(page, 'This is not your present password.').waitFor();
    await accessible(page);
    await address.getByLabel('Your password').fill(amina.password);
    await address.getByRole('button', { name: /Send a link/ }).click();
    await said(page, `Waiting: open the link that we have sent to ${fresh}.`).waitFor();
    await page.goto(await server.linkFor(fresh, '/confirm'));
    await page.getByLabel('Password').fill(amina.password);
    await page.getByRole('button', { name: 'Confirm this address' }).click();
    await toast(page).getByText(/is confirmed/).waitFor();
    amina.email = fresh;
    await page.goto('/settings');
    await said(page, `You sign in with ${fresh}`).waitFor();

    await said(page, 'this browser').waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await toast(page).getByText(/signed out/).waitFor();
    await other.goto('/tickets');
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();

    const password = page.getByRole('form', { name: 'Password' });
    await password.getByLabel('Current password').fill(amina.password);
    amina.password = `Silent-Harbour-${size}-89`;
    await password.getByLabel('New password').fill(amina.password);
    await password.getByRole('button', { name: 'Change password' }).click();
    await toast(page).getByText(/Your password is changed/).waitFor();
    await page.goto('/tickets');
    await page.getByRole('heading', { name: 'Your tickets' }).waitFor();
    await closePage(other);
    await closePage(page);
  });
}

test('an account is deleted after a warning and with the password, and nothing brings it back', async () => {
  const page = await openPage(browser, server);
  await joinStudent(server, brian);
  await signIn(page, brian);
  await page.goto('/settings');
  const form = page.getByRole('form', { name: 'Delete your account' });
  await form.getByLabel('Your password').fill(brian.password);
  await form.getByRole('button', { name: 'Delete my account…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.waitFor();
  await accessible(page);
  await shot(page, 'delete-account');
  await dialog.getByRole('button', { name: 'Keep my account' }).click();
  await dialog.waitFor({ state: 'detached' });
  await form.getByLabel('Your password').fill('Not-the-password-1');
  await form.getByRole('button', { name: 'Delete my account…' }).click();
  await dialog.getByRole('button', { name: 'Delete it for good' }).click();
  await said(page, 'This is not your present password.').waitFor();
  await form.getByLabel('Your password').fill(brian.password);
  await form.getByRole('button', { name: 'Delete my account…' }).click();
  await dialog.getByRole('button', { name: 'Delete it for good' }).click();
  await page.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(brian.email);
  await page.getByLabel('Password').fill(brian.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await said(page, /is not right/).waitFor();
  await closePage(page);
});

test('failed attempts: a proof of work nobody sees after three, a pause with its length after five', async () => {
  const page = await openPage(browser, server, { viewport: phone });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('somebody@students.example.edu');
  for (let i = 0; i < 5; i++) {
    await page.getByLabel('Password').fill(`Wrong-Password-${i}`);
    // The sentence of the attempt before may still stand, so the answer itself is waited for.
    const answered = page.waitForResponse((response) => /session\.sign_in$/.test(response.url()) && response.status() === 401);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await answered;
    await said(page, /is not right/).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await settled(page);
  }
  await page.getByLabel('Password').fill('Wrong-Password-9');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await said(page, /Please try again in 15 minutes/).waitFor();
  await accessible(page);
  await shot(page, 'locked-phone');
  await closePage(page);
});

test('the page stays responsive while the proof of work is computed', async () => {
  const page = await openPage(browser, server);
  await page.goto('/register');
  await page.getByLabel('Full name').waitFor();
  const longest = await page.evaluate(() => new Promise((done) => {
    let last = performance.now(), gap = 0;
    const timer = setInterval(() => { const now = performance.now(); gap = Math.max(gap, now - last); last = now; }, 5);
    Stu.solve('a1b2c3d4e5.1795000000000.0123456789abcdef', 17);
    setTimeout(() => { clearInterval(timer); done(gap); }, 1500);
  }));
  assert.ok(longest < 400, `the page stood still for ${Math.round(longest)} ms`);
  await closePage(page);
});

/** reCAPTCHA as its documentation describes it, on this machine: a checkbox that hands out tokens, and their verification. */
async function fakeRecaptcha() {
  let next = 0;
  const good = new Set();
  const fake = createServer((request, response) => {
    if (request.url.startsWith('/recaptcha/api.js')) {
      response.setHeader('Content-Type', 'text/javascript');
      return response.end(`
        globalThis.grecaptcha = { render(box, { sitekey, callback }) {
          const frame = document.createElement('iframe');
          frame.title = 'reCAPTCHA';
          frame.width = 300; frame.height = 74;
          frame.src = new URL('/recaptcha/anchor?k=' + sitekey, ${JSON.stringify(`http://${request.headers.host}`)}).href;
          box.append(frame);
          addEventListener('message', (event) => { if (event.source === frame.contentWindow) callback(event.data); });
          return 0;
        } };
        globalThis.stuRecaptchaReady();`);
    }
    if (request.url.startsWith('/recaptcha/anchor')) {
      const token = `token-${++next}`;
      good.add(token);
      response.setHeader('Content-Type', 'text/html');
      return response.end(`<!doctype html><html lang="en"><title>reCAPTCHA</title><body style="font:15px sans-serif">
        <label><input type="checkbox" onchange="parent.postMessage('${token}', '*')"> I'm not a robot</label></body></html>`);
    }
    let body = '';
    request.on('data', (bytes) => { body += bytes; });
    return request.on('end', () => {
      const form = new URLSearchParams(body);
      const success = form.get('secret') === 'private' && good.delete(form.get('response'));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(success ? { success, hostname: 'localhost' } : { success, 'error-codes': ['timeout-or-duplicate'] }));
    });
  });
  await new Promise((ready) => { fake.listen(0, '127.0.0.1', ready); });
  return { url: `http://127.0.0.1:${fake.address().port}`, stop: () => new Promise((done) => { fake.close(done); fake.closeAllConnections(); }) };
}

test('with keys of reCAPTCHA its checkbox lies over the canvas, and each tick serves one form', async () => {
  const fake = await fakeRecaptcha();
  const guarded = await startServer({ settings: { RECAPTCHA_PUBLIC_KEY: 'site', RECAPTCHA_PRIVATE_KEY: 'private', RECAPTCHA_SERVER: fake.url } });
  try {
    const page = await openPage(browser, guarded, { viewport: phone });
    await page.goto('/register');
    await page.getByLabel('Full name').fill(brian.name);
    await page.getByLabel('University e-mail').fill(brian.email);
    await page.getByLabel('Registration number').fill(brian.registration);
    await page.getByLabel('Password').fill('Password1!');
    await page.getByRole('button', { name: 'Create account' }).click();
    await said(page, /tick the box/).waitFor();
    const box = page.frameLocator('iframe[title="reCAPTCHA"]').getByLabel("I'm not a robot");
    await box.check();
    await shot(page, 'recaptcha-phone');
    await page.getByRole('button', { name: 'Create account' }).click();
    await said(page, /guess/i).waitFor(); // refused: the tick is used up
    await page.getByLabel('Password').fill(brian.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await said(page, /tick the box/).waitFor();
    await box.check();
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    await confirmAddress(page, brian);
    await closePage(page);
  } finally {
    await guarded.stop();
    await fake.stop();
  }
});
