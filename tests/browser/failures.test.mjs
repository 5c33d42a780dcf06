// When things break: the server is away, the program does not load, the graphics context is lost. And when nothing
// happens, nothing is drawn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinStudent } from './support/api.mjs';
import { accessible, answered, closePage, openPage, pdfFile, phone, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, signIn } from './support/people.mjs';

openDesk({}, () => joinStudent(server, amina));

test('a lost connection is said, keeps what was typed, and heals', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('Typed before the storm');
  await page.getByLabel('What happened?').fill('The server goes away now.');
  await server.halt();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { name: 'Your ticket is waiting for the connection' }).waitFor();
  await shot(page, 'waiting-for-connection');
  await accessible(page);
  await page.getByRole('button', { name: 'Go on writing' }).click();
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Typed before the storm');
  await page.getByRole('link', { name: /^Your tickets/ }).click();
  await page.getByText('This could not be loaded').waitFor();
  await shot(page, 'lost-connection');
  await accessible(page);
  await server.restart();
  await page.getByText('No tickets yet').waitFor(); // without a press
  await page.goBack();
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Typed before the storm');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: 'Typed before the storm' }).waitFor();
  await closePage(page);
});

test('a ticket with PDFs written without a connection is filed once when it is back, also after a reload', async () => {
  const page = await openPage(browser, server, { viewport: phone });
  const network = await page.context().newCDPSession(page);
  const offline = (is) => network.send('Network.emulateNetworkConditions', { offline: is, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await network.send('Network.enable');
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('Written in the train');
  await page.getByLabel('What happened?').fill('Between two stations.');
  await offline(true);
  await page.getByLabel(/^PDFs/).setInputFiles([pdfFile('one.pdf'), pdfFile('two.pdf')]);
  await page.getByText(/waits for the connection, then goes by itself/).nth(1).waitFor();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { name: 'Your ticket is waiting for the connection' }).waitFor();
  await shot(page, 'phone-waiting-for-connection');
  await accessible(page);
  await page.getByRole('link', { name: 'Tickets' }).click();
  await page.getByText(/new ticket is not sent yet/).waitFor();
  await shot(page, 'phone-waiting-elsewhere');
  await accessible(page);
  await server.halt(); // now nobody would answer, connection or not
  await offline(false);
  await server.restart();
  await page.goto('/');
  await page.getByText(/^Ticket \S+ is filed/).first().waitFor({ timeout: 40_000 });
  await shot(page, 'phone-filed-meanwhile');
  await accessible(page);
  await page.getByRole('region', { name: 'Message' }).getByRole('link', { name: 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Written in the train' }).waitFor();
  await page.goto('/tickets');
  const cards = page.getByRole('link', { name: 'Written in the train' });
  await cards.first().waitFor();
  assert.equal(await cards.count(), 1);
  await cards.first().click();
  for (const name of ['one.pdf', 'two.pdf']) await page.getByRole('link', { name: new RegExp(name) }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'nothing waits any more');
  await closePage(page);
});

test('PDFs may be dropped anywhere on the page or pasted; a lost upload goes on by itself', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').waitFor();
  const hand = (type, name) => page.evaluate(([kind, file, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(bytes)], file, { type: 'application/pdf' }));
    const event = kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true })
      : new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector('#mirror h1').dispatchEvent(event);
    return event.defaultPrevented;
  }, [type, name, [...pdfFile(name).buffer]]);
  assert.ok(await hand('dragover', 'x.pdf'), 'the browser must not open it');
  await shot(page, 'drop-zone');
  await hand('drop', 'dropped.pdf');
  await page.getByRole('button', { name: 'Remove dropped.pdf' }).waitFor();
  let refused = 0;
  await page.route('**/api/attachments.put*', (route) => (refused++ < 2 ? route.abort() : route.continue()));
  await hand('paste', 'pasted.pdf');
  await page.getByText(/waits for the connection/).first().waitFor();
  await page.getByText(/· attached$/).nth(1).waitFor({ timeout: 20_000 });
  assert.equal(refused, 3);
  await closePage(page);
});

test('a draft survives the reload of the page, cannot be read after sign-out, and comes back to its author', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('Half written – 学生');
  await page.getByLabel(/^PDFs/).setInputFiles(pdfFile('kept.pdf'));
  await page.getByText(/· attached$/).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Remove kept.pdf' }).waitFor();
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Half written – 学生');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText(/^You are signed out\. .* put aside/).first().waitFor();
  await page.waitForFunction(() => Object.keys(localStorage).every((name) => name.startsWith('stuticket aside ')));
  await page.goto('/new/technical-support');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByText(/It is put aside/).first().waitFor();
  await signIn(page, amina);
  await page.getByText(/is back where it was/).first().waitFor();
  await page.getByRole('button', { name: 'Remove kept.pdf' }).waitFor();
  assert.equal(await page.getByLabel('Subject').inputValue(), 'Half written – 学生');
  await closePage(page);
});

test('an unreachable server at the start is a page with a way on', async () => {
  const page = await openPage(browser, server);
  await page.route('**/api/session.current', (route) => route.abort());
  await page.route('**/healthz', (route) => route.abort()); // so that nothing comes back by itself
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'No connection' }).waitFor();
  await accessible(page);
  await page.unroute('**/api/session.current');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Create your account' }).waitFor();
  await closePage(page);
});

test('a program that cannot be loaded leaves a readable page', async () => {
  const page = await openPage(browser, server);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await page.getByRole('button', { name: 'Load again' }).waitFor();
  await page.getByText(/could not be loaded/).waitFor();
  await accessible(page);
  await page.context().close(); // the console rightly complains here
});

test('a fault in the program shows a page, not a frozen canvas', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => { Module._frame = () => { throw new WebAssembly.RuntimeError('unreachable'); }; Stu.kick(); });
  await page.getByText(/Something went wrong in this page/).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByRole('link', { name: 'Create your account' }).waitFor();
  await page.context().close();
});

test('nothing is drawn while nothing happens: 0 frames in 10 seconds', async () => {
  const page = await openPage(browser, server);
  await signIn(page, amina);
  await page.goto('/track'); // a page that waits for nothing
  await page.getByLabel('Ticket number').waitFor();
  await answered(page);
  await settled(page);
  await page.evaluate(() => {
    globalThis.asked = 0;
    const ask = requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (callback) => { globalThis.asked++; return ask(callback); };
  });
  const before = await page.evaluate(() => Stu.frames);
  await new Promise((done) => setTimeout(done, 10_000)); // the measurement itself
  assert.deepEqual(await page.evaluate((start) => [Stu.frames - start, globalThis.asked], before), [0, 0]);
  await closePage(page);
});

test('a lost graphics context comes back', async () => {
  const page = await openPage(browser, server, { painted: true });
  await page.goto('/');
  await settled(page);
  const before = await page.screenshot();
  await page.evaluate(() => { globalThis.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lose.loseContext(); });
  await page.locator('body.plain').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Create your account' }).waitFor();
  await page.evaluate(() => lose.restoreContext());
  await page.locator('body:not(.plain)').waitFor({ state: 'attached' });
  await settled(page);
  assert.ok(before.equals(await page.screenshot()), 'the page looks as before');
  await closePage(page);
});
