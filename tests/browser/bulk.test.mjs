// Many tickets at once: by keyboard, by mouse and by finger, with one way back.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { joinStaff } from './support/api.mjs';
import { accessible, answered, closePage, openPage, phone, shot, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';
import { ruth } from './support/people.mjs';

let desk, browser;
before(async () => {
  [desk, browser] = await Promise.all([startSmallDesk(), startBrowser()]);
  for (let i = 0; i < 4; i++) await desk.file({ subject: `Outage in hostel ${i}` });
});
after(() => Promise.all([desk?.stop(), browser?.close()]));

async function openAs(path, options, title = 'IT queue') {
  const page = await openPage(browser, desk.server, options);
  await page.context().addCookies(desk.cookies.staff);
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await answered(page);
  return page;
}
const said = (page, words) => page.getByRole('region', { name: 'Message' }).getByText(words).waitFor();

test('rows are chosen by single keys, answered at once and taken back with one press', async () => {
  const page = await openAs('/queue/it?q=outage');
  for (const key of ['j', 'x', 'j', 'j', 'Shift+X']) await page.keyboard.press(key);
  const bar = page.getByRole('region', { name: 'Chosen tickets' });
  await bar.getByText('3 chosen').waitFor();
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 3);
  await accessible(page);
  await page.keyboard.press('x');
  await bar.getByText('2 chosen').waitFor();
  await bar.getByRole('button', { name: 'Choose all shown' }).click();
  await bar.getByText('4 chosen').waitFor();
  await bar.getByRole('button', { name: 'Reply or status…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 4 tickets' });
  await dialog.getByRole('button', { name: 'Change 4 tickets' }).click();
  await dialog.getByText('Write something, or choose another status.').first().waitFor();
  await dialog.getByLabel('Reply to each student').fill('The network is back.');
  await shot(page, 'bulk-desktop');
  await accessible(page);
  await page.keyboard.press('Control+Enter');
  await said(page, '4 tickets are changed.');
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await said(page, '4 tickets are as they were.');
  await closePage(page);
});

test('a press on a box opens no ticket, Shift chooses a range, and what could not be changed is named', async () => {
  const page = await openAs('/queue/it?q=outage');
  const boxes = page.getByRole('checkbox');
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  assert.match(page.url(), /queue/);
  const bar = page.getByRole('region', { name: 'Chosen tickets' });
  await bar.getByText('3 chosen').waitFor();
  const number = (await boxes.nth(1).evaluate((box) => box.getAttribute('aria-label') ?? box.name)).replace('Choose ', '');
  await desk.student.call('tickets.withdraw', { request_id: 'd'.repeat(32), number, version: 1 });
  await bar.getByRole('button', { name: 'Assign to me' }).click();
  await said(page, '2 tickets are changed.');
  await page.getByRole('heading', { name: '1 ticket stays as it is' }).waitFor();
  await page.getByRole('listitem').getByRole('link', { name: number }).waitFor();
  await accessible(page);
  await closePage(page);
});

test('all that wait for me are chosen in My turn as in a queue, by key and by press, and not what a colleague took meanwhile', async () => {
  const ruths = await joinStaff(desk.server, ruth), filed = [];
  for (let i = 0; i < 52; i++) filed.push(await desk.file({ subject: `Waits for staff ${i}` }));
  const page = await openAs('/work/my_turn', {}, 'My turn');
  const bar = page.getByRole('region', { name: 'Chosen tickets' });
  const all = await desk.staff.call('staff.work', { list: 'my_turn', kind: 'any', older_than: '', newer_than: '' });
  const { total } = all.page;
  assert.ok(total > all.page.rows.length, 'more than one page');
  for (const key of ['j', 'x']) await page.keyboard.press(key);
  await bar.getByText('1 chosen').waitFor();
  await page.keyboard.press('*');
  await bar.getByText(`${all.page.rows.length} chosen`).waitFor();
  await page.keyboard.press('*');
  await bar.getByText(`${total} chosen`).waitFor();
  await accessible(page);
  await ruths.call('tickets.assign', { number: filed[51].ticket.number, to: (await ruths.call('session.current', {})).user.id, seen: '' });
  await page.keyboard.press('a');
  await said(page, `${total - 1} tickets are changed.`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await said(page, `${total - 1} tickets are as they were.`);
  await page.getByRole('checkbox').first().click();
  await bar.getByRole('button', { name: 'Choose all shown' }).click();
  await bar.getByRole('button', { name: `Choose all ${total - 1}` }).click();
  await bar.getByText(`${total - 1} chosen`).waitFor();
  await bar.getByRole('button', { name: 'Tag…' }).click();
  const dialog = page.getByRole('dialog', { name: `Change ${total - 1} tickets` });
  await dialog.getByLabel('Tag').fill('Hostel B');
  await page.keyboard.press('Control+Enter');
  await said(page, `${total - 1} tickets are changed.`);
  await closePage(page);
});

test('on a phone several are chosen from boxes with their subjects', async () => {
  const page = await openAs('/queue/it?q=outage', { viewport: { ...phone, height: 2000 } }); // boxes beside the dialog
  await page.getByRole('button', { name: 'Choose several' }).click();
  await page.getByText(/^Outage in hostel 0 ·/).click();
  const bar = page.getByRole('region', { name: 'Chosen tickets' });
  await bar.getByText('1 chosen').waitFor();
  await bar.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 1 ticket' });
  await dialog.getByLabel('What is to be done').selectOption('Add a tag');
  await dialog.getByLabel('Tag').fill('Hostel B');
  await shot(page, 'bulk-phone');
  const boxes = await page.getByRole('checkbox', { includeHidden: true }).evaluateAll((all) => {
    const over = document.querySelector('[role="dialog"]').getBoundingClientRect();
    return all.map((box) => {
      const { left, right, top, bottom } = box.getBoundingClientRect(), { visibility, opacity } = getComputedStyle(box);
      const covered = left < over.right && right > over.left && top < over.bottom && bottom > over.top;
      return covered ? visibility === 'hidden' : visibility === 'visible' && opacity === '0.5';
    });
  });
  assert.ok(boxes.length > 0 && boxes.every(Boolean), 'boxes beside the dialog are dim, as what the canvas draws is');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Change 1 ticket' }).click();
  await said(page, '1 ticket is changed.');
  await closePage(page);
});
