// Typing, choosing and pressing as on any web page: what the browser and its person are used to must work as ever.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answered, closePage, desktop, phone, settled } from './support/browser.mjs';
import { pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openAs, openSmallDesk } from './support/open_desk.mjs';
import { tabTo } from './support/keyboard.mjs';

openSmallDesk();

/** What the server was asked for from now on, without the pages and files of the app itself. */
function watchCalls(page) {
  const calls = [];
  page.on('request', (request) => { if (request.url().includes('/api/')) calls.push(new URL(request.url()).pathname.slice(5)); });
  return calls;
}

/** Sends the form and reads from the server what has arrived. */
async function submitted(page) {
  const number = await submitAndWait(page);
  return (await desk.student.call('tickets.get', { number })).ticket;
}
async function submitAndWait(page) {
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  return new URL(page.url()).pathname.split('/').pop();
}

test('an input method composes in a subject and in a message', async () => {
  const page = await openAs('student', 'new-ticket');
  const client = await page.context().newCDPSession(page);
  const compose = async (...steps) => {
    for (const text of steps) {
      await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await settled(page); // frames are drawn in the middle of it
    }
    await client.send('Input.insertText', { text: steps.at(-1) });
  };
  await page.getByLabel('Subject').focus();
  await compose('g', 'がく', '学生', '学生証');
  assert.equal(await page.getByLabel('Subject').inputValue(), '学生証');
  await page.getByLabel('What happened?').focus();
  await page.keyboard.type('Lost: ');
  await compose('한', '한국', '한국어');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Since Monday.');
  await settled(page);
  const ticket = await submitted(page);
  assert.equal(ticket.subject, '学生証');
  assert.equal(ticket.message, 'Lost: 한국어\nSince Monday.');
  await closePage(page);
});

test('several lines are pasted as they are', async () => {
  const page = await openAs('student', 'new-ticket');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.server.url });
  const copied = 'First line\n  second, indented\n\nfourth – “quoted” 😀';
  await page.evaluate((text) => navigator.clipboard.writeText(text), copied);
  await page.getByLabel('Subject').fill('Pasted');
  await page.getByLabel('What happened?').focus();
  await page.keyboard.press('Control+V');
  assert.equal(await page.getByLabel('What happened?').inputValue(), copied);
  assert.equal((await submitted(page)).message, copied);
  await closePage(page);
});

test('undo and redo are the browser\'s, and what they leave is what is sent', async () => {
  const page = await openAs('student', 'new-ticket');
  await page.getByLabel('What happened?').fill('-');
  const field = page.getByLabel('Subject');
  await field.focus();
  await page.keyboard.type('kept');
  await settled(page);
  await page.keyboard.press('Home'); // ends the typing that one undo takes back
  await page.keyboard.type('not ');
  await settled(page);
  await page.keyboard.press('Control+Z');
  await settled(page);
  assert.equal(await field.inputValue(), 'kept');
  await page.keyboard.press('Control+Shift+Z');
  await settled(page);
  assert.equal(await field.inputValue(), 'not kept');
  await page.keyboard.press('Control+Z');
  await settled(page);
  assert.equal((await submitted(page)).subject, 'kept');
  await closePage(page);
});

// page: label -> tag or type, then the attributes that phones, password managers and spell checkers go by
const person = { name: { autocomplete: 'name', autocapitalize: 'words' }, free: { spellcheck: 'true', autocapitalize: 'sentences' } };
const mail = (autocomplete) => ({ type: 'email', autocomplete, inputmode: 'email', autocapitalize: 'none' });
const password = (autocomplete) => ({ type: 'password', autocomplete, autocapitalize: 'none' });
const number = { type: 'text', autocapitalize: 'none' };
const FIELDS = [
  ['visitor', 'sign-in', { 'E-mail': mail('username'), Password: password('current-password') }],
  ['visitor', 'register', { 'Full name': person.name, 'University e-mail': mail('username'), 'Registration number': number,
    Password: password('new-password') }],
  ['visitor', 'register-staff', { 'Full name': person.name, 'Work e-mail': mail('username'), 'Access code': { type: 'text', autocapitalize: 'none', autocomplete: 'off' },
    Password: password('new-password') }],
  ['visitor', 'check-mail', { 'Your e-mail': mail('username') }],
  ['visitor', 'forgot', { 'E-mail': mail('username') }],
  ['visitor', 'reset', { 'New password': password('new-password') }],
  ['visitor', 'confirm', { Password: password('current-password') }],
  ['student', 'new-ticket', { 'Full name': person.name, 'Registration number': number, Subject: { ...person.free, autocomplete: 'off' },
    'What happened?': { ...person.free, type: 'textarea', enterkeyhint: 'enter' } }],
  ['student', 'ticket', { 'Write to IT': { ...person.free, type: 'textarea', enterkeyhint: 'enter' } }],
  ['student', 'track', { 'Ticket number': { type: 'text', autocapitalize: 'none', autocomplete: 'off' } }],
  ['student', 'settings', { 'Full name': person.name, 'Registration number': number, 'New address': mail('email'),
    'Current password': password('current-password'), 'New password': password('new-password') }],
  ['staff', 'queue', { 'Search tickets': { type: 'search', enterkeyhint: 'search', autocapitalize: 'none', autocomplete: 'off' } }],
  ['staff', 'ticket', { 'Reply (the student reads it)': { ...person.free, type: 'textarea', enterkeyhint: 'enter' } }],
];

for (const [who, name, fields] of FIELDS) {
  test(`the fields of ${who} ${name} say what belongs into them, and stand in a form at once`, async () => {
    const page = await openAs(who, name);
    for (const [label, expected] of Object.entries(fields)) {
      const field = page.getByLabel(label, { exact: true }).first();
      const found = await field.evaluate((element) => ({
        ...Object.fromEntries([...element.attributes].map(({ name: key, value }) => [key, value])), type: element.type,
        inForm: element.form?.tagName === 'FORM', canSend: !!element.form?.querySelector('button[type="submit"]'),
      }));
      const wanted = { enterkeyhint: 'send', spellcheck: 'false', ...expected, inForm: true, canSend: true };
      assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted, label);
    }
    await closePage(page);
  });
}

test('find in page finds the words of a ticket', async () => {
  const page = await openAs('student', 'ticket');
  for (const words of ['drops every evening', 'lamp on the access point', 'look at the access point', 'in the morning, too', 'speedtest.pdf']) {
    await page.evaluate(() => getSelection().removeAllRanges());
    assert.ok(await page.evaluate((text) => find(text), words), words);
    assert.equal(await page.evaluate(() => getSelection().toString()), words);
  }
  assert.ok(!(await page.evaluate(() => find('words that nobody wrote'))));
  await closePage(page);
});

test('the words of a ticket are selected with the mouse and copied', async () => {
  const page = await openAs('student', 'ticket');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.server.url });
  const message = page.getByText('The network drops every evening at nine.');
  const box = await message.boundingBox();
  await page.mouse.move(box.x + 1, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + box.height - 8, { steps: 6 });
  await page.mouse.up();
  const chosen = await page.evaluate(() => getSelection().toString());
  assert.match(chosen, /^The network drops every evening at nine\.\nThe lamp/);
  await page.keyboard.press('Control+C');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), chosen);
  assert.match(page.url(), /\/tickets\//, 'dragging over words presses nothing');
  await closePage(page);
});

const PRESSES = {
  mouse: (target) => target.click(),
  touch: (target) => target.tap(),
  Enter: (target) => target.press('Enter'),
  Space: (target) => target.press('Space'),
  'el.click()': (target) => target.evaluate((element) => element.click()),
};
for (const [how, press] of Object.entries(PRESSES)) {
  test(`one press is one action: ${how}`, async () => {
    const page = await openAs('student', 'new-ticket', { viewport: how === 'touch' ? phone : desktop });
    await page.getByLabel('Subject').fill('Once');
    await page.getByLabel('What happened?').fill('Exactly once.');
    let calls = watchCalls(page);
    await press(page.getByRole('button', { name: 'Submit ticket' }));
    await page.getByRole('heading', { level: 1, name: 'Once' }).waitFor();
    await settled(page);
    await answered(page);
    assert.equal(calls.filter((call) => call === 'tickets.create').length, 1, 'a submit button');

    await visit(page, desk, pageNamed(desk, 'student', 'settings'));
    calls = watchCalls(page);
    await press(page.getByRole('button', { name: 'Save profile' }));
    await page.getByRole('region', { name: 'Message' }).waitFor();
    await settled(page);
    await answered(page);
    assert.equal(calls.filter((call) => call === 'account.save_profile').length, 1, 'a form beside others');
    await press(page.getByRole('button', { name: 'Dismiss message' }));
    await page.getByRole('region', { name: 'Message' }).waitFor({ state: 'detached' });

    if (how !== 'Space') { // which scrolls on a link, as everywhere
      calls = watchCalls(page);
      const before = await page.evaluate(() => history.length);
      await press(page.getByRole('link', { name: how === 'touch' ? 'Tickets' : /^Your tickets/ }));
      await page.getByRole('heading', { level: 1, name: 'Your tickets' }).waitFor();
      await settled(page);
      await answered(page);
      assert.deepEqual(calls.filter((call) => call.startsWith('tickets.')), ['tickets.list'], 'a link');
      assert.equal(await page.evaluate(() => history.length), before + 1);
    }

    await visit(page, desk, pageNamed(desk, 'visitor', 'sign-in'));
    const box = page.getByLabel('Stay signed in on this device');
    const was = await box.isChecked();
    if (how !== 'Enter') { // which sends the form
      await press(box);
      await settled(page);
      assert.equal(await box.isChecked(), !was, 'a check box');
    }
    await closePage(page);
  });
}

test('a press that wanders off the button does nothing', async () => {
  const page = await openAs('student', 'settings');
  const calls = watchCalls(page);
  const box = await page.getByRole('button', { name: 'Save profile' }).boundingBox();
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, box.y - 60, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  assert.deepEqual(calls, []);
  await closePage(page);
});

// The keys of the browser itself. A headless Chromium has no windows to open, so what counts is that nobody holds them back.
const KEYS = ['Tab', 'Shift+Tab', 'F5', 'F6', 'Control+f', 'Control+l', 'Control+r', 'Control+w', 'Control+t', 'Control+p',
  'Control+Equal', 'Control+Minus', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'PageDown', 'PageUp', 'Home', 'End', 'Control+a'];

for (const [who, name, at] of [['staff', 'queue', 'Search tickets'], ['student', 'new-ticket', 'What happened?'], ['staff', 'analytics', null]]) {
  test(`no key of the browser is swallowed: ${name}`, async () => {
    const page = await openAs(who, name);
    await page.evaluate(() => {
      globalThis.kept = [];
      // Runs after every listener of the page; nothing may really happen then, or the page would be gone.
      addEventListener('keydown', (event) => { if (event.defaultPrevented) kept.push(event.key); event.preventDefault(); });
    });
    const calls = watchCalls(page), url = page.url();
    for (const place of [at, 'Sign out']) {
      if (place === null) await page.locator('[data-roving] a:not([tabindex="-1"])').first().focus();
      else await page.getByLabel(place).or(page.getByRole('button', { name: place, exact: true })).first().focus();
      const held = await page.evaluate(() => document.activeElement.id);
      for (const key of KEYS) {
        if (place === null && ['Home', 'End'].includes(key)) continue; // which move within the chart
        await page.keyboard.press(key);
      }
      assert.equal(await page.evaluate(() => document.activeElement.id), held);
    }
    await settled(page);
    assert.deepEqual(await page.evaluate(() => kept), []);
    assert.deepEqual(calls, [], 'nothing was done');
    assert.equal(page.url(), url);
    await closePage(page);
  });
}

test('Tab leaves every field, and Alt with an arrow goes back and forth', async () => {
  const page = await openAs('student', 'new-ticket');
  for (const label of ['Full name', 'Registration number', 'Subject', 'What happened?']) await tabTo(page, label);
  await tabTo(page, 'Submit ticket');
  await page.getByRole('link', { name: /^Your tickets/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Your tickets' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Student Portal' }).waitFor();
  await closePage(page);
});
