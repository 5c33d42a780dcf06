// Where staff writes stays in sight below the conversation, which scrolls by itself, wherever a window has room for both.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { accessible, answered, closePage, openPage, settled, startBrowser } from './support/browser.mjs';
import { startSmallDesk } from './support/desk.mjs';

let browser, desk;
before(async () => { [browser, desk] = await Promise.all([startBrowser(), startSmallDesk()]); });
after(async () => { await browser.close(); await desk.stop(); });

const last = 'The lamp was red again this morning.';
const writes = (number, message) => desk.student.call('tickets.answer', { request_id: randomBytes(16).toString('hex'), number, message, attachments: [] });

/** A ticket with more to read than any window shows, all of which staff has read. */
async function longTicket(subject) {
  const { number } = (await desk.newTicket(subject)).ticket;
  for (let i = 1; i <= 9; i++) await writes(number, `Answer ${i}.\n${'It drops every evening at nine, in each room of the house.\n'.repeat(4)}`);
  await writes(number, last);
  await desk.staff.call('tickets.mark_seen', { number, version: 11 });
  return number;
}

async function open(number, viewport) {
  const page = await openPage(browser, desk.server, { viewport });
  await page.context().addCookies(desk.cookies.staff);
  await page.goto(`/tickets/${number}`);
  await page.getByRole('region', { name: 'Write' }).waitFor();
  await answered(page);
  return page;
}
const conversation = (page) => page.getByRole('region', { name: 'Conversation' });
const scrolled = (page) => conversation(page).evaluate((region) => region.scrollTop);
const isSeen = (locator) => locator.evaluate((element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && top >= 0 && bottom <= innerHeight;
});
/** Waits until `read` gives another value than `before`. */
async function moved(page, before) {
  for (let tries = 0; tries < 50 && await scrolled(page) === before; tries++) await page.waitForTimeout(20);
  return scrolled(page);
}

test('the newest is in view when a ticket opens that was read, and the composer under it, which stays while one reads', async () => {
  const number = await longTicket('Long conversation');
  for (const viewport of [{ width: 1280, height: 800 }, { width: 1024, height: 768 }, { width: 768, height: 1024 }]) {
    const page = await open(number, viewport);
    const reply = page.getByLabel('Reply (the student reads it)'), newest = page.getByText(last);
    assert.ok(await isSeen(newest), `newest, ${viewport.width}`);
    assert.ok(await isSeen(reply), `composer, ${viewport.width}`);
    assert.ok(await isSeen(page.getByRole('heading', { level: 1 })), `title, ${viewport.width}`);
    const lower = (await newest.boundingBox()).y + (await newest.boundingBox()).height;
    assert.ok(lower <= (await page.getByRole('region', { name: 'Write' }).boundingBox()).y, 'nothing lies under the composer');
    const before = await reply.boundingBox(), end = await scrolled(page);
    await newest.hover();
    await page.mouse.wheel(0, -400);
    const byWheel = await moved(page, end);
    assert.ok(byWheel < end);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('PageUp');
    const byKey = await moved(page, byWheel);
    assert.ok(byKey < byWheel);
    await conversation(page).focus();
    await page.keyboard.press('PageDown');
    assert.ok(await moved(page, byKey) > byKey);
    await settled(page);
    assert.deepEqual(await reply.boundingBox(), before);
    if (viewport.width === 1280) await accessible(page);
    await closePage(page);
  }
});

test('what one reads does not move when an answer arrives, and one press shows it', async () => {
  const number = await longTicket('Read from the beginning');
  const page = await open(number, { width: 1280, height: 800 });
  const first = page.getByText('Answer 3.');
  await first.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await settled(page);
  const place = (await first.boundingBox()).y;
  await writes(number, 'And now it is green.');
  const show = page.getByRole('button', { name: 'Show' });
  await show.waitFor();
  await settled(page);
  assert.equal((await first.boundingBox()).y, place);
  await show.click();
  const arrived = page.getByText('And now it is green.');
  await arrived.waitFor();
  for (let tries = 0; tries < 50 && !await isSeen(arrived); tries++) await page.waitForTimeout(20);
  assert.ok(await isSeen(arrived));
  await closePage(page);
});

test('what was written is in view once it is sent, wherever one was reading', async () => {
  const number = await longTicket('Noted while reading');
  const page = await open(number, { width: 1280, height: 800 });
  await conversation(page).evaluate((region) => { region.scrollTop = 0; });
  await page.getByRole('button', { name: 'Internal note' }).click();
  await page.getByLabel('Internal note (students never see it)').fill('He has called, too.');
  await page.getByRole('button', { name: 'Add note', exact: true }).click();
  const noted = page.getByText('He has called, too.');
  await noted.waitFor();
  for (let tries = 0; tries < 50 && !await isSeen(noted); tries++) await page.waitForTimeout(20);
  assert.ok(await isSeen(noted));
  await closePage(page);
});

test('a low window flows as a phone does, one press leads to the composer, and what is written keeps the focus', async () => {
  const number = await longTicket('Low window');
  const page = await open(number, { width: 1024, height: 768 });
  const reply = page.getByLabel('Reply (the student reads it)');
  await reply.click();
  await page.keyboard.type('We look');
  await page.setViewportSize({ width: 1024, height: 420 }); // as under a keyboard on the screen
  await settled(page);
  await page.keyboard.type(' into it.');
  assert.equal(await reply.inputValue(), 'We look into it.');
  await reply.and(page.locator(':focus')).waitFor();
  assert.equal(await page.locator('section.scroll').count(), 0);
  for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 500 }]) {
    await page.setViewportSize(viewport);
    await settled(page);
    await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    await page.getByRole('button', { name: 'Write a reply' }).click();
    await reply.and(page.locator(':focus')).waitFor();
    assert.ok(await isSeen(reply), `${viewport.width}`);
  }
  await closePage(page);
});
