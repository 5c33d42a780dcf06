// The first day of registration week: 200 tickets, forty of them alike, six that are late, two about one thing, and a student on
// the phone who reads out half a number. Two of the department's staff work at once, by keyboard.
import assert from 'node:assert/strict';
import { joinStaff, joinStudent } from './api.mjs';
import { answered, closePage, desktop, openPage, pdfOf, phone } from './browser.mjs';
import { newTicket } from './desk.mjs';
import { amina, brian, david, ruth } from './people.mjs';
import { startServer } from './server.mjs';
import { english } from './spoken.mjs';
import { deeds, hand, mixed, workThrough } from './staff_day.mjs';

const alike = 40, late = 6;
const students = [amina, brian, ...Array.from({ length: 8 }, (_, i) => ({ name: `Student ${i + 1}`, email: `student${i + 1}@students.example.edu`,
  registration: `BIT-2026-00${10 + i}`, password: 'Quiet-Lantern-42' }))];
// Each of the two looks after services of their own.
const davids = 'eduroam-and-network-services', ruths = 'course-access';

/** `others` of every kind besides those that make the day. */
export async function startWeek(others) {
  const server = await startServer({ settings: { STUTICKET_CAPTCHA: 'off', STUTICKET_TICKETS_PER_HOUR: '0', STUTICKET_FILES_PER_DAY: '0' } });
  server.command('hours', 'set', 'it', '--zone', 'Africa/Nairobi', '--week', 'mon-sun 00:00-24:00');
  server.command('target', 'set', 'it', '--service', 'digital-library', '--answer', '1m');
  const people = [];
  for (const student of students) people.push({ ...student, api: await joinStudent(server, student) });
  const staff = [await joinStaff(server, david), await joinStaff(server, ruth)];
  await staff[0].call('replies.save', { department: 'it', title: 'Password', text: 'Hello {{student}}, please follow “Forgot your password?” on the first page.' });
  const file = async (from, matter, files = []) => {
    const attachments = [];
    for (const name of files) attachments.push((await from.api.attach(name, pdfOf(20_000))).id);
    const filing = newTicket({ message: 'Since this morning.\nRoom 214.', ...matter }, attachments);
    return (await from.api.call('tickets.create', { ...filing, name: from.name, registration_number: from.registration })).ticket;
  };
  const of = (i) => people[i % people.length];
  const week = { server, staff, late: [], alike: [], davids: [], ruths: [], cookies: staff.map((each) => each.cookies()), stop: () => server.stop() };
  for (let i = 0; i < late; i++) week.late.push(await file(of(i), { service: 'digital-library', subject: `Locked out before the examination (${i + 1})` }));
  for (const [i, kind] of mixed(others).entries()) {
    const own = i % 2 ? week.ruths : week.davids;
    const subject = `${kind.subject} (${i + 1})`;
    await file(of(i), { service: i % 2 ? ruths : davids, subject }, kind.pdf ? ['receipt.pdf'] : []);
    own.push({ subject, does: kind.does });
  }
  for (let i = 0; i < alike; i++) week.alike.push(await file(of(i), { service: 'student-portal', subject: `Course registration ends in error 500 (${i + 1})` }));
  week.twins = [await file(of(0), { service: 'technical-support', subject: 'The projector in room 12 is dark' }),
    await file(of(0), { service: 'technical-support', subject: 'Projector again, room 12' })];
  week.phoned = await file(of(3), { service: 'technical-support', subject: 'The printer eats my cover sheet' });
  return week;
}
async function pageOf(browser, week, who, { locale }, viewport = desktop) {
  const page = await openPage(browser, week.server, { viewport, locale, painted: Boolean(process.env.STUTICKET_PICTURES) });
  await page.context().addCookies(week.cookies[who]);
  return page;
}

async function go(page, path) {
  await page.goto(path);
  await answered(page);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
}

/** What each part of the day took: { part, tickets, presses, ms }. */
function clocked(me, took) {
  return async (part, tickets, work) => {
    const presses = me.presses, began = performance.now();
    await work();
    took.push({ part, tickets, presses: me.presses - presses, ms: performance.now() - began });
  };
}

/** What only one of them does: the phone, forty at once, those that are late, the two that are one. */
async function ofDavid(page, week, language, look, took) {
  const { say } = language;
  const me = hand(page, 'keyboard'), part = clocked(me, took);
  const title = (subject) => page.getByRole('heading', { level: 1, name: subject, exact: true }).waitFor();
  const said = (words) => page.getByRole('region', { name: say('Message') }).getByText(words).waitFor();
  const reply = page.getByLabel(say('Reply (the student reads it)'), { exact: true });

  await go(page, '/work/my_turn');
  await part('on the phone, half a number', 1, async () => {
    await me.key('Control+k');
    await page.locator('input[role="combobox"]:focus').waitFor();
    await page.keyboard.type(week.phoned.number.slice(2, 7));
    await page.getByRole('option', { name: week.phoned.subject }).waitFor();
    await look(page, 'found');
    await me.key('ArrowDown');
    await me.key('Enter');
    await title(week.phoned.subject);
    await me.write(reply, 'As said on the phone: take the tray out and put it in again.', 'r');
    await me.send();
    await page.getByText('As said on the phone').first().waitFor();
  });

  await go(page, '/queue/it?q=error+500&status=all');
  await part('forty alike, one answer', alike, async () => {
    await page.getByRole('checkbox').first().waitFor();
    const bar = page.getByRole('region', { name: say('Chosen tickets') });
    await me.key('j');
    await me.key('x');
    await me.press(bar.getByRole('button', { name: say('Choose all shown') }), '*');
    await bar.getByText(say('{count} chosen', { count: alike })).waitFor();
    await look(page, 'chosen');
    await me.press(bar.getByRole('button', { name: say('Reply or status…') }), 'r');
    const dialog = page.getByRole('dialog', { name: say('Change {count} ticket', { count: alike }) });
    await me.write(dialog.getByLabel(say('Reply to each student')), 'Registration works again. Please try once more.');
    await me.choose(dialog.getByLabel(say('Status')), say('Completed'));
    await look(page, 'answers-all');
    await me.send();
    await said(say('{count} ticket is changed.', { count: alike }));
  });

  await go(page, `/tickets/${week.twins[1].number}`);
  await part('two that are one', 2, async () => {
    await title(week.twins[1].subject);
    await look(page, 'similar');
    await me.write(page.getByLabel(say('Number of another ticket')), week.twins[0].number, 'l');
    await me.press(page.getByRole('button', { name: say('Merge into it') }));
    await title(week.twins[0].subject);
    await me.write(reply, 'A new lamp comes tomorrow.', 'r');
    await me.send();
    await page.getByText('A new lamp').first().waitFor();
    await look(page, 'merged');
  });

  await go(page, '/queue/it?service=digital-library&sort=oldest');
  const lateOnes = week.late.map(({ subject }) => ({ subject, does: 'answer' }));
  const isLate = new RegExp(`^(${say('Late')}|${say('Late by {time}').split('{')[0]})`); // on a chip, or by how much
  await page.getByText(isLate).nth(late - 1).waitFor({ timeout: 90_000 }); // a minute after they were filed
  await look(page, 'late');
  await part('six that are late', late, () => workThrough(page, me, deeds(page, me, language), lateOnes));
}

async function ofBoth(page, who, colleague, service, tickets, language, look, took) {
  const me = hand(page, 'keyboard'), part = clocked(me, took);
  await go(page, `/queue/it?service=${service}&sort=oldest`);
  await look(page, `queue-${who}`);
  await part(`every kind, ${who}`, tickets.length, () => workThrough(page, me, deeds(page, me, language, colleague), tickets));
  await look(page, `done-${who}`);
}

/** Works through all of it in a language; gives what each part took. `look(page, name)` may take pictures. */
export async function spendWeek(browser, week, language = english, look = () => {}) {
  const took = [], pages = [await pageOf(browser, week, 0, language), await pageOf(browser, week, 1, language)];
  await Promise.all([
    ofDavid(pages[0], week, language, look, took).then(() => ofBoth(pages[0], 'David', ruth, davids, week.davids, language, look, took)),
    ofBoth(pages[1], 'Ruth', david, ruths, week.ruths, language, look, took),
  ]);
  await go(pages[0], '/analytics/it');
  await look(pages[0], 'analytics');
  await onPhone(browser, week, language, look);
  for (const page of pages) await closePage(page);
  await nothingIsForgotten(week);
  return took;
}

/** What is left of it on a phone, to look at. */
async function onPhone(browser, week, language, look) {
  const page = await pageOf(browser, week, 0, language, phone);
  for (const [name, path] of [['turn', '/work/my_turn'], ['queue', '/queue/it?status=all'], ['ticket', `/tickets/${week.late[0].number}`], ['analytics', '/analytics/it']]) {
    await page.goto(path);
    await answered(page);
    await look(page, `phone-${name}`);
  }
  await closePage(page);
}

/** Each of the alike is completed with one answer, the merged number leads to the other, and the late ones are answered. */
async function nothingIsForgotten({ staff: [staff], alike: same, late: overdue, twins, phoned }) {
  const view = (number) => staff.call('tickets.get', { number });
  for (const { number } of same) {
    const { ticket, events } = await view(number);
    assert.equal(ticket.status, 'completed');
    assert.equal(events.filter(({ text }) => text?.startsWith('Registration works again')).length, 1, number);
  }
  for (const { number } of [...overdue, phoned]) {
    const { events } = await view(number);
    assert.ok(events.some(({ text }) => /^(Thank you|As said)/.test(text ?? '')), JSON.stringify(events));
  }
  assert.equal((await view(twins[1].number)).ticket.number, twins[0].number);
}
