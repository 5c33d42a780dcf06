// A small desk that is the same on every run, filled by the API, and every page of the app that can be looked at in it.
import { randomBytes } from 'node:crypto';
import { joinStaff, joinStudent } from './api.mjs';
import { answered, pdfOf, settled } from './browser.mjs';
import { amina, david } from './people.mjs';
import { startServer } from './server.mjs';

const wifi = { service: 'eduroam-and-network-services', subject: 'Eduroam drops in hostel B',
  message: 'The network drops every evening at nine.\nThe lamp on the access point is red then.' };
const course = { service: 'course-access', subject: 'Operating Systems missing in Kusoma', message: 'I am registered, but Kusoma does not show it.' };
const portal = { service: 'student-portal', subject: 'Name is spelled wrongly in the portal', message: 'It says Wanjiro, but I am Wanjiru.' };

/** Amina's, as tickets.create takes it. */
export const newTicket = (matter, attachments = []) => ({ request_id: randomBytes(16).toString('hex'), name: amina.name,
  registration_number: amina.registration, attachments, ...matter });

/** Three tickets of one student: answered with a PDF, waiting, closed. `cookies.student` and `cookies.staff` are signed in. */
export async function startSmallDesk(settings = {}) {
  const server = await startServer({ settings: { STUTICKET_CAPTCHA: 'off', STUTICKET_TICKETS_PER_HOUR: '0', STUTICKET_FILES_PER_DAY: '0', ...settings } });
  const student = await joinStudent(server, amina);
  const staff = await joinStaff(server, david);
  const file = async (matter, ...names) => {
    const attachments = [];
    for (const name of names) attachments.push((await student.attach(name, pdfOf(20_000))).id);
    return (await student.call('tickets.create', newTicket(matter, attachments))).ticket;
  };
  const lead = async (ticket, to, remark) => (await staff.call('tickets.set_status', { number: ticket.number, version: ticket.version, to, remark })).ticket;
  const closed = await lead(await file(portal), 'completed', 'The name is corrected.');
  const waiting = await file(course);
  const considered = await lead(await file(wifi, 'speedtest.pdf'), 'under_consideration', 'We look at the access point.');
  const answered = await lead(considered, 'awaiting_confirmation', 'Does it drop in the morning, too?');
  const secret = (await server.linkFor(amina.email, `/track/${answered.number}`)).split('#')[1];
  return {
    server,
    student,
    staff,
    cookies: { visitor: [], student: student.cookies(), staff: staff.cookies() },
    subjects: { answered: wifi.subject, waiting: course.subject, closed: portal.subject },
    numbers: { answered: answered.number, waiting: waiting.number, closed: closed.number },
    secret,
    newTicket: (subject) => student.call('tickets.create', newTicket({ ...course, subject })),
    file: (words) => student.call('tickets.create', newTicket({ ...course, ...words })),
    stop: () => server.stop(),
  };
}

/** Every page: who sees it, under which name, where, and what stands on it once it has loaded. */
export function pagesOf({ numbers, secret }) {
  const made = 'a'.repeat(64);
  const list = (who, entries) => entries.map(([name, path, ready]) => ({ who, name, path, ready }));
  return [
    ...list('visitor', [['landing', '/'], ['sign-in', '/sign-in'], ['register', '/register'], ['register-staff', '/register-staff'], ['check-mail', '/check-mail'],
      ['forgot', '/forgot'], ['reset', `/reset#${made}`], ['confirm', `/confirm#${made}`],
      ['followed', `/track/${numbers.answered}#${secret}`, { role: 'heading', name: /answer/i }],
      ['appearance', '/appearance'], ['unknown', '/nowhere']]),
    ...list('student', [['home', '/', { role: 'heading', name: /^Welcome/ }], ['choose-service', '/new'], ['new-ticket', '/new/student-portal'],
      ['tickets', '/tickets', { role: 'link', name: /^Operating Systems/ }], ['ticket', `/tickets/${numbers.answered}`, { role: 'heading', name: 'History' }],
      ['ticket-waiting', `/tickets/${numbers.waiting}`, { role: 'heading', name: 'History' }],
      ['ticket-closed', `/tickets/${numbers.closed}`, { role: 'heading', name: 'History' }],
      ['track', '/track'], ['settings', '/settings', { role: 'heading', name: 'Profile' }], ['unknown', '/nowhere']]),
    ...list('staff', [['work', '/work/my_turn', { role: 'link', name: /^Operating Systems/ }], ['queue', '/queue/it', { role: 'link', name: /^Operating Systems/ }],
      ['queue-by-change', '/queue/it?status=all&sort=unchanged', { role: 'link', name: /^Operating Systems/ }],
      ['queue-foreign', '/queue/finance'], ['queue-empty', '/queue/it?status=rejected', { role: 'heading', name: 'IT queue' }],
      ['ticket', `/tickets/${numbers.answered}`, { role: 'button', name: 'Internal note' }],
      ['replies', '/replies', { role: 'button', name: 'New saved reply' }],
      ['analytics', '/analytics/it', { role: 'heading', name: /^IT analytics|^Analytics/ }],
      ['settings', '/settings', { role: 'heading', name: 'Profile' }]]),
  ];
}

/** Goes there in a page of `openPage`, signed in as the one who sees it. */
export async function visit(page, desk, { who, path, ready }) {
  await page.context().clearCookies();
  await page.context().addCookies(desk.cookies[who]);
  if (path.includes('#')) await page.goto('about:blank'); // a secret alone, behind the #, would not load anything
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (ready) await page.getByRole(ready.role, { name: ready.name }).first().waitFor();
  await answered(page);
}

export const pageNamed = (desk, who, name) => pagesOf(desk).find((page) => page.who === who && page.name === name);

/** Visits them all; `look(entry, where)` is called once nothing moves any more. */
export async function eachPage(page, desk, look) {
  for (const entry of pagesOf(desk)) {
    await visit(page, desk, entry);
    await settled(page);
    await look(entry, `${entry.who} ${entry.name}`);
  }
}
