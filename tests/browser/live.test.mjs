// What others change shows by itself, and moves nothing that somebody reads, writes or is about to press.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, closePage, openPage, phone, settled, shot } from './support/browser.mjs';
import { pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';

openSmallDesk();

const message = (page, words) => page.getByRole('region', { name: 'Message' }).getByText(words);
const show = (page) => page.getByRole('region', { name: 'Message' }).getByRole('button', { name: 'Show' });
const listens = (page) => page.waitForResponse(/changes\.listen/);

/** A page of the desk that listens. */
async function openLive(who, name, options) {
  const page = await openPage(browser, desk.server, options);
  const listening = listens(page);
  await visit(page, desk, pageNamed(desk, who, name));
  assert.equal((await listening).status(), 200);
  await settled(page);
  return page;
}

/** Where everything stands that can be read, filled in or pressed on the page itself. */
const places = (page) => page.evaluate(() => [...document.querySelectorAll('#main :is(a, button, textarea, input, p, h1, h2)')]
  .map((element) => `${element.textContent} ${Math.round(element.getBoundingClientRect().top)}`).join('\n'));

test('student and staff see what the other writes while both look at the ticket', async () => {
  const student = await openLive('student', 'ticket', { viewport: phone }), staff = await openLive('staff', 'ticket');
  const answer = student.getByRole('form', { name: 'Answer' }).getByRole('textbox').first();
  await answer.fill('Half a thought');
  await settled(student);
  const before = await places(student);
  const title = await student.title();

  await staff.getByLabel('Reply (the student reads it)').fill('Please try the other socket.');
  await staff.getByRole('button', { name: /^(Send|Set)\b/ }).click();
  await staff.getByText('Please try the other socket.').first().waitFor();
  await message(student, '1 new answer').waitFor({ timeout: 2_000 });
  await settled(student);
  assert.equal(await student.getByText('Please try the other socket.').count(), 0);
  assert.equal(await places(student), before);
  assert.equal(await student.title(), `(1) ${title}`);
  await accessible(student);
  await shot(student, 'live-answer-phone');

  await show(student).click();
  await student.getByText('Please try the other socket.').first().waitFor();
  assert.equal(await answer.inputValue(), 'Half a thought');
  assert.equal(await student.title(), title);
  await closePage(student);
  await closePage(staff);
});

test('the queue says what was filed and shows it when asked, counts at once', async () => {
  const page = await openLive('staff', 'queue');
  const open = async () => Number(/IT queue, (\d+) open/.exec(await page.getByRole('navigation', { name: 'Main' }).ariaSnapshot())[1]);
  const before = await open();
  await desk.newTicket('Filed while somebody looks');
  await message(page, '1 new ticket').waitFor({ timeout: 2_000 });
  await settled(page);
  await shot(page, 'live-queue-desktop');
  assert.equal(await page.getByRole('link', { name: 'Filed while somebody looks' }).count(), 0);
  assert.equal(await open(), before + 1);
  await accessible(page);
  await show(page).click();
  await page.getByRole('link', { name: 'Filed while somebody looks' }).waitFor();
  await closePage(page);
});

test('ten tabs share one stream, and another one listens when its tab is closed', async () => {
  const first = await openLive('staff', 'queue');
  const context = first.context();
  let streams = 1;
  context.on('request', (request) => { if (/changes\.listen/.test(request.url())) streams++; });
  const tabs = [first];
  while (tabs.length < 10) {
    const tab = await context.newPage();
    await tab.goto('/queue/it');
    await tab.getByRole('link', { name: /^Operating Systems/ }).first().waitFor();
    tabs.push(tab);
  }
  assert.equal(streams, 1);
  const last = tabs.at(-1);
  await desk.newTicket('Heard in the tenth tab');
  await message(last, '1 new ticket').waitFor({ timeout: 5_000 });
  const taken = context.waitForEvent('response', (response) => /changes\.listen/.test(response.url()));
  await first.close();
  await desk.newTicket('Filed while nobody listened');
  await taken;
  await message(last, '2 new tickets').waitFor({ timeout: 5_000 });
  assert.equal(streams, 2);
  await context.close();
});

test('a server that was away for a moment is listened to again, and what was missed is found', async () => {
  const page = await openLive('staff', 'queue');
  await desk.server.halt();
  const back = page.waitForResponse((response) => /changes\.listen/.test(response.url()) && response.status() === 200, { timeout: 30_000 });
  await desk.server.restart();
  await desk.newTicket('Filed after the restart');
  await back;
  await message(page, /new ticket/).waitFor();
  await show(page).click();
  await page.getByRole('link', { name: 'Filed after the restart' }).waitFor();
  await page.context().close();
});

test('where a proxy keeps streams back the page asks now and then', async () => {
  const page = await openPage(browser, desk.server);
  await page.clock.install();
  await page.route(/changes\.listen/, () => {}); // never answered
  await visit(page, desk, pageNamed(desk, 'staff', 'queue'));
  await desk.newTicket('Found by asking');
  const asked = page.waitForRequest(/queue\.list/);
  await page.clock.runFor(80_000);
  assert.equal((await asked).headers()['x-stuticket-unasked'], '1');
  await message(page, '1 new ticket').waitFor();
  await closePage(page);
});

test('a tab that nobody looks at says how much waits, and shows it on return', async () => {
  const page = await openLive('staff', 'queue');
  const title = await page.title();
  const hide = (hidden) => page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  await hide(true);
  const frames = await page.evaluate(() => Stu.frames);
  await desk.newTicket('Filed behind a tab');
  await page.waitForFunction((words) => document.title === words, `(1) ${title}`);
  assert.equal(await page.evaluate(() => Stu.frames), frames);
  await hide(false);
  await page.getByRole('link', { name: 'Filed behind a tab' }).waitFor();
  assert.equal(await page.title(), title);
  await closePage(page);
});

test('a student on a phone in Swahili and staff in French see each other, also after the phone was without a network', async () => {
  const student = await openPage(browser, desk.server, { viewport: phone, locale: 'sw-KE' });
  const staff = await openPage(browser, desk.server, { locale: 'fr-FR' });
  for (const [page, who, history] of [[student, 'student', 'Historia'], [staff, 'staff', 'Historique']]) {
    const listening = listens(page);
    await page.context().addCookies(desk.cookies[who]);
    await page.goto(`/tickets/${desk.numbers.waiting}`);
    await page.getByRole('heading', { name: history }).waitFor();
    assert.equal((await listening).status(), 200);
    await settled(page);
  }
  const answer = async (words) => {
    await staff.getByLabel('Réponse (l’étudiant la lit)').fill(words);
    await staff.getByRole('button', { name: /^Envoyer/ }).click();
    await staff.getByText(words).first().waitFor();
    await staff.getByRole('button', { name: 'Reprendre' }).waitFor({ state: 'detached' });
  };
  await answer('Try it again.');
  await student.getByRole('region', { name: 'Ujumbe' }).getByText('jibu jipya 1').waitFor({ timeout: 2_000 });
  await student.getByRole('button', { name: 'Onyesha', exact: true }).click();
  await student.getByText('Try it again.').first().waitFor();

  await student.context().setOffline(true);
  await answer('And once more.');
  await student.context().setOffline(false);
  await student.getByRole('region', { name: 'Ujumbe' }).getByText('jibu jipya 1').waitFor();
  await student.getByRole('button', { name: 'Onyesha', exact: true }).click();
  await student.getByText('And once more.').first().waitFor();
  await accessible(student);
  await shot(student, 'live-swahili-phone');

  await student.getByRole('form', { name: 'Jibu' }).getByRole('textbox').first().fill('It works now.');
  await student.getByRole('form', { name: 'Jibu' }).getByRole('button', { name: 'Tuma', exact: true }).click();
  await staff.getByRole('region', { name: 'Message' }).getByText('1 nouvelle réponse').waitFor({ timeout: 2_000 });
  await settled(staff);
  await accessible(staff);
  await shot(staff, 'live-french-desktop');
  await closePage(student);
  await closePage(staff);
});
