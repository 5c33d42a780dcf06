// A day of one member of staff: tickets of every kind that a department gets, worked through from "My turn" by mouse, by
// keyboard alone or by touch. Counts what is pressed besides the text that is typed, and how long pages take to follow.
import assert from 'node:assert/strict';
import { joinStaff, joinStudent } from './api.mjs';
import { answered, closePage, openPage, pdfOf } from './browser.mjs';
import { newTicket } from './desk.mjs';
import { amina, brian, david, ruth } from './people.mjs';
import { startServer } from './server.mjs';
import { english, pseudoLanguage } from './spoken.mjs';

/** What the day has: how many of fifty, what the student wrote, what staff does about it. */
const kinds = [
  { of: 12, subject: 'Wi-Fi drops in the evening', does: 'ask' },
  { of: 8, subject: 'How do I reset my password?', does: 'answerWithSavedReply' },
  { of: 8, subject: 'Receipt is attached', pdf: true, does: 'answer' },
  { of: 6, subject: 'The portal shows a blank page', does: 'note' },
  { of: 5, subject: 'Certificate on my phone', does: 'giveToColleague' },
  { of: 4, subject: 'Examination starts in an hour', does: 'makeUrgent' },
  { of: 3, subject: 'Course missing in Kusoma', does: 'tag' },
  { of: 2, subject: 'This belongs to another service', does: 'transfer' },
  { of: 2, subject: 'It works again, thank you', does: 'close' },
];

/** `count` of them, mixed as they would arrive, the same on every run. */
export function mixed(count) {
  const all = kinds.flatMap((kind) => Array(kind.of).fill(kind));
  const step = 23; // has no divisor in common with 50: goes through all of them
  return Array.from({ length: count }, (_, i) => all[(i * step) % all.length]);
}

export async function startDay(count) {
  const server = await startServer({ settings: { STUTICKET_CAPTCHA: 'off', STUTICKET_TICKETS_PER_HOUR: '0', STUTICKET_FILES_PER_DAY: '0' } });
  const students = [await joinStudent(server, amina), await joinStudent(server, brian)];
  const staff = await joinStaff(server, david);
  await joinStaff(server, ruth);
  await staff.call('replies.save', { department: 'it', title: 'Password', text: 'Hello {{student}}, please follow “Forgot your password?” on the first page.' });
  const tickets = [];
  for (const [i, kind] of mixed(count).entries()) {
    const student = students[i % students.length];
    const files = kind.pdf ? [(await student.attach('receipt.pdf', pdfOf(20_000))).id] : [];
    const subject = `${kind.subject} (${i + 1})`;
    await student.call('tickets.create', newTicket({ service: 'eduroam-and-network-services', subject, message: 'Since this morning.\nRoom 214.' }, files));
    tickets.push({ subject, does: kind.does });
  }
  return { server, tickets, cookies: staff.cookies(), stop: () => server.stop() };
}

/** One who presses: `way` is "mouse", "keyboard" or "touch". */
export function hand(page, way) {
  let presses = 0;
  const keyboard = way === 'keyboard';
  const key = async (name) => { presses++; await page.keyboard.press(name); };
  const press = async (target) => { presses++; await (way === 'touch' ? target.tap() : target.click()); };
  const hasFocus = (target) => target.and(page.locator(':focus')).waitFor();
  /** By keyboard: with its own key, else by Tab, as far as it takes. */
  async function reach(target, shortcut) {
    if (shortcut) {
      await page.locator(`#mirror [aria-keyshortcuts="${shortcut}"]`).waitFor();
      await key(shortcut);
    } else {
      await target.waitFor();
    }
    for (let tries = 0; !shortcut && tries < 80 && !await target.evaluate((element) => element === document.activeElement); tries++) await key('Tab');
    await hasFocus(target);
  }
  return {
    byKeyboard: keyboard,
    get presses() { return presses; },
    key,
    async press(target, shortcut) {
      if (!keyboard) return press(target);
      if (shortcut) {
        await target.waitFor();
        return key(shortcut);
      }
      await reach(target);
      return key('Enter');
    },
    async write(target, text, shortcut) {
      if (keyboard) await reach(target, shortcut);
      else await press(target);
      await hasFocus(target);
      await page.keyboard.type(text);
    },
    async choose(target, label, shortcut) {
      if (!keyboard) {
        await target.waitFor();
        presses += 2; // opens it, chooses
        return target.selectOption({ label });
      }
      await reach(target, shortcut);
      const labels = await target.locator('option').allTextContents(), to = labels.indexOf(label);
      assert.ok(to >= 0, `${label} is not among ${labels}`);
      // As selects are chosen from: by the first letters that no other choice begins with, or along the choices.
      let letters = 1;
      while (labels.some((each) => each !== label && each.toLowerCase().startsWith(label.slice(0, letters).toLowerCase()))) letters++;
      const steps = to - await target.evaluate(({ selectedIndex }) => selectedIndex);
      const typed = /^[ -~]+$/.test(label.slice(0, letters)) && letters <= Math.abs(steps); // Playwright types no others as keys
      presses += typed ? letters : Math.abs(steps);
      if (typed) await page.keyboard.type(label.slice(0, letters));
      else for (let i = 0; i < Math.abs(steps); i++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      return undefined;
    },
    send: (button) => (keyboard ? key('Control+Enter') : press(button)),
    sendAndGoOn: (button) => (keyboard ? key('Control+Shift+Enter') : press(button)),
  };
}

/** What is done about a ticket; each leads on to the next one, so the last of the day stays where it is. */
export function deeds(page, me, { say } = english, colleague = ruth) {
  const button = (name) => page.getByRole('button', { name: say(name), exact: true });
  const field = (name) => page.getByLabel(say(name), { exact: true });
  const form = (name) => page.getByRole('form', { name: say(name), exact: true });
  const reply = () => field('Reply (the student reads it)');
  const goOn = (last) => (last ? undefined : me.press(page.locator('#mirror [aria-keyshortcuts="j"]'), 'j'));
  const sendAndGoOn = (name, next, last) => (last ? me.send(form(name).locator('button[type="submit"]')) : me.sendAndGoOn(button(next)));
  async function apply() {
    const press = form('Who does it').getByRole('button', { name: say('Apply') });
    await press.waitFor(); // it comes with the choice
    await me.send(press);
  }
  const deedsOf = {
    async ask(last) {
      await me.press(button('Assign to me'), 'a');
      await me.write(reply(), 'Does it drop in the morning, too?', 'r');
      await me.choose(field('Status'), say('Awaiting Confirmation'));
      await sendAndGoOn('Reply', 'Send and next', last);
    },
    async answer(last) {
      await me.write(reply(), 'Thank you, we have it now.', 'r');
      await sendAndGoOn('Reply', 'Send and next', last);
    },
    async answerWithSavedReply(last) {
      await me.press(button('Saved replies'), ';');
      const found = page.getByRole('dialog').getByRole('button', { name: 'Password' });
      await found.waitFor();
      await page.waitForFunction(() => document.activeElement.type === 'search');
      if (me.byKeyboard) await me.key('ArrowDown');
      await me.press(found, me.byKeyboard ? 'Enter' : undefined);
      await page.waitForFunction(() => document.activeElement.value?.includes('Forgot your password'));
      await sendAndGoOn('Reply', 'Send and next', last);
    },
    async note(last) {
      if (!me.byKeyboard) await me.press(button('Internal note'));
      await me.write(field('Internal note (students never see it)'), 'Looks like the proxy again.', 'n');
      await sendAndGoOn('Note', 'Add note and next', last);
    },
    async giveToColleague(last) {
      await me.choose(field('Assignee'), colleague.name, 'g');
      await apply();

      await goOn(last);
    },
    async makeUrgent(last) {
      await me.choose(field('Priority'), say('Urgent'), 'p');
      await apply();
      await goOn(last);
    },
    async tag(last) {
      await me.write(field('Add a tag'), 'kusoma', 't');
      await me.send(button('Add'));
      await page.getByRole('button', { name: /kusoma/ }).waitFor();
      await goOn(last);
    },
    async transfer(last) {
      await me.press(button('Transfer…'), 'm');
      await me.choose(field('Transfer to'), 'IT: Technical Support');
      await me.write(field('Reason (students never see it)'), 'They have the devices.');
      await me.send(form('Transfer').locator('button[type="submit"]'));
      await form('Transfer').waitFor({ state: 'detached' });
      await goOn(last);
    },
    async close(last) {
      await me.write(reply(), 'Good to hear.', 'r');
      await me.choose(field('Status'), say('Completed'));
      await sendAndGoOn('Reply', 'Send and next', last);
    },
  };
  return deedsOf;
}

/** From a list that begins with the first of them, one after the other; gives { does, presses, ms } of each. */
export async function workThrough(page, me, doesOf, tickets, look = () => {}) {
  const title = (ticket) => page.getByRole('heading', { level: 1, name: ticket.subject, exact: true }).waitFor();
  const row = page.getByRole('link', { name: tickets[0].subject });
  await row.waitFor();
  if (me.byKeyboard) await me.key('j');
  await me.press(row, me.byKeyboard ? 'Enter' : undefined);
  const took = [];
  for (const [i, ticket] of tickets.entries()) {
    await title(ticket);
    await look(page, ticket, i);
    const presses = me.presses, began = performance.now();
    await doesOf[ticket.does](i === tickets.length - 1);
    if (i < tickets.length - 1) await title(tickets[i + 1]);
    took.push({ does: ticket.does, presses: me.presses - presses, ms: performance.now() - began });
  }
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror textarea')].every(({ value }) => !value)); // the last one is sent
  await answered(page);
  return took;
}

/** Works through all of them; gives { does, presses, ms } of each, and how long frames came after their keys, in ms. */
export async function spendDay(browser, day, { way, viewport, dark = false, pseudo = false, painted, look = () => {} }) {
  const language = pseudo ? pseudoLanguage() : english;
  const page = await openPage(browser, day.server, { viewport, dark, touch: way === 'touch', density: 1, locale: language.locale, painted });
  await language.shown(page);
  await page.addInitScript(keepKeysToFrames);
  await page.context().addCookies(day.cookies);
  await page.goto('/work/my_turn');
  await answered(page);
  await page.waitForFunction(() => globalThis.Stu.shortcuts);
  const me = hand(page, way);
  const doesOf = deeds(page, me, language);
  const took = await workThrough(page, me, doesOf, day.tickets, look);
  const frames = await page.evaluate(() => globalThis.keysToFrames);
  await closePage(page);
  return { took, frames };
}

export const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** In a page, before it loads: how long after a key the frame that follows it had ended, by the app's own marks. */
function keepKeysToFrames() {
  globalThis.keysToFrames = [];
  let pressed = 0;
  addEventListener('keydown', ({ timeStamp }) => { pressed ||= timeStamp; }, true);
  Object.defineProperty(globalThis, 'Stu', {
    configurable: true,
    set(given) {
      let mark;
      Object.defineProperty(given, 'mark', { configurable: true, get: () => mark, set(own) {
        mark = (kind, took) => {
          own(kind, took);
          if (kind === 'frame' && pressed && performance.now() - took >= pressed) { keysToFrames.push(performance.now() - pressed); pressed = 0; }
        };
      } });
      Object.defineProperty(globalThis, 'Stu', { value: given, writable: true, configurable: true });
    },
  });
}
