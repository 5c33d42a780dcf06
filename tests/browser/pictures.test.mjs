// Pictures become PDFs on the device before they are sent: what the server then has, and what cannot be read.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { joinStaff, joinStudent } from './support/api.mjs';
import { accessible, closePage, openPage, phone, shot } from './support/browser.mjs';
import { newTicket } from './support/desk.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { amina, david, signIn } from './support/people.mjs';
import { colorsOf, fromPhone, pictureIn, png, redAndBlue } from './support/pictures.mjs';
import { root } from './support/server.mjs';

let student; // signed in at the API
openDesk({ settings: { STUTICKET_CAPTCHA: 'off', STUTICKET_UNDO_SECONDS: '0' } }, async () => {
  student = await joinStudent(server, amina);
  await joinStaff(server, david);
});

const mostBytes = 2_097_152;
const jpegFile = (name, buffer) => ({ name, mimeType: 'image/jpeg', buffer });
const pngFile = (name, buffer) => ({ name, mimeType: 'image/png', buffer });
const black = [0, 0, 0], white = [255, 255, 255];
/** JPEG keeps colours nearly. */
const isNear = (color, wanted) => assert.ok(color.every((part, i) => Math.abs(part - wanted[i]) < 40), `${color} is not ${wanted}`);

async function openForm(options) {
  const page = await openPage(browser, server, options);
  await signIn(page, amina);
  await page.goto('/new/technical-support');
  await page.getByLabel('Subject').fill('With pictures');
  await page.getByLabel('What happened?').fill('See there.');
  return page;
}
/** A HEIC's boxes without any pixels: the whole, one of its tiles, and a quarter turn or none. */
const heicOf = (width, height, quarters) => Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  ...[[512, 512], [width, height]].map(([w, h]) => { const box = Buffer.from('\0\0\0\x14ispe\0\0\0\0wwwwhhhh'); box.writeUInt32BE(w, 12); box.writeUInt32BE(h, 16); return box; }),
  Buffer.from('\0\0\0\x09irot'), Buffer.of(quarters), Buffer.alloc(2000)]);
const attached = (page, count) => page.getByText(/· attached$/).nth(count - 1).waitFor({ timeout: 60_000 });

/** Files the ticket; then what the server gives for each of `names`. */
async function filed(page, ...names) {
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: 'With pictures' }).waitFor();
  const pdfs = [];
  for (const name of names) {
    const link = page.getByRole('link', { name: `Download ${name}` }).first();
    const reply = await page.request.get(await link.getAttribute('href'));
    assert.equal(reply.headers()['content-type'], 'application/pdf');
    const pdf = await reply.body();
    assert.ok(pdf.length <= mostBytes, `${name} has ${pdf.length} bytes`);
    pdfs.push(pictureIn(pdf));
  }
  return pdfs;
}

test('a photo becomes a PDF that is upright and does not tell the place; noise becomes small enough', async () => {
  const page = await openForm();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const photo = fromPhone(await redAndBlue(page, 4000, 3000));
  assert.ok(photo.includes('2026:11:27'));
  const noise = png(2200, 1600, { row: () => randomBytes(2200 * 3) });
  await page.getByLabel(/^PDFs/).setInputFiles([jpegFile('photo.jpg', photo), pngFile('noise.png', noise), pngFile('small.PNG', png(20, 10, { row: () => Buffer.alloc(60, 255) }))]);
  await attached(page, 3);
  assert.ok(asked.some((path) => path.startsWith('/jspdf')));
  await accessible(page);
  await shot(page, 'pictures-attached');
  const [upright, grain, small] = await filed(page, 'photo.pdf', 'noise.pdf', 'small.pdf');
  assert.ok(upright.height > upright.width && upright.height >= 1600, `${upright.width} × ${upright.height}`);
  const [top, bottom] = await colorsOf(page, upright.jpeg, [[0.5, 0.1], [0.5, 0.9]]);
  isNear(top, [254, 0, 0]); // what lay at the left stands on top
  isNear(bottom, [0, 0, 254]);
  for (const mark of ['Exif', '2026:11:27', 'http://ns.adobe.com']) assert.ok(!upright.jpeg.includes(mark), mark);
  assert.ok(grain.width >= 1600, `${grain.width} × ${grain.height}`);
  assert.deepEqual([small.width, small.height], [20, 10], 'nothing is made larger');
  await closePage(page);
});

test('60 megapixels, on a phone, with another picture behind', async () => {
  const page = await openForm({ viewport: phone });
  assert.match(await page.getByLabel(/^PDFs/).getAttribute('accept'), /image\/\*/); // so the camera is offered
  const half = Buffer.concat([Buffer.alloc(4472), Buffer.alloc(4472, 255)]);
  const large = png(8944, 6708, { grey: true, row: () => half });
  await page.getByLabel(/^PDFs/).setInputFiles([pngFile('large.png', large), pngFile('other.png', png(20, 10, { row: () => Buffer.alloc(60) }))]);
  await page.getByText(/becomes a PDF/).first().waitFor();
  await shot(page, 'phone-picture-on-its-way');
  await attached(page, 2);
  const [picture] = await filed(page, 'large.pdf', 'other.pdf');
  assert.ok(picture.width >= 1600 && Math.abs(picture.width / picture.height - 8944 / 6708) < 0.01, `${picture.width} × ${picture.height}`);
  const [left, right] = await colorsOf(page, picture.jpeg, [[0.1, 0.5], [0.9, 0.5]]);
  isNear(left, black);
  isNear(right, white);
  await closePage(page);
});

test('a picture that was copied is pasted into the text; words of an office program stay words', async () => {
  const page = await openForm();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const words = page.getByLabel('What happened?');
  const paste = async (kinds) => {
    await page.evaluate(async (given) => {
      const items = Object.entries(given).map(([type, bytes]) => [type, new Blob([Uint8Array.from(bytes)], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
    }, kinds);
    await words.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+V');
  };
  const picture = [...png(40, 30, { row: () => Buffer.alloc(120) })];
  await paste({ 'image/png': picture, 'text/plain': [...Buffer.from('And cells.')], 'text/html': [...Buffer.from('<td>And cells.</td>')] });
  await page.waitForFunction(() => document.querySelector('#mirror textarea').value.endsWith('See there.And cells.'));
  await paste({ 'image/png': picture });
  await attached(page, 1);
  assert.equal(await page.getByText(/· attached$/).count(), 1);
  assert.equal(await words.inputValue(), 'See there.And cells.');
  await filed(page, 'image.pdf');
  await closePage(page);
});

test('how large a picture is and whether it is whole is known before it is decoded', async () => {
  const page = await openPage(browser, server);
  await page.goto('/');
  const jpeg = await redAndBlue(page, 400, 300);
  await closePage(page);
  const worker = createContext({ importScripts() {}, DataView, Uint8Array });
  runInContext(readFileSync(join(root, 'web/pictures.js'), 'utf8'), worker);
  const sizeOf = (bytes) => { const found = worker.sizeOf(new DataView(Uint8Array.from(bytes).buffer)); return found && [...found]; };
  assert.deepEqual(sizeOf(jpeg), [400, 300]);
  assert.deepEqual(sizeOf(fromPhone(jpeg)), [300, 400]);
  assert.deepEqual(sizeOf(png(7, 5)), [7, 5]);
  assert.deepEqual(sizeOf(heicOf(4032, 3024, 0)), [4032, 3024]);
  assert.deepEqual(sizeOf(heicOf(4032, 3024, 3)), [3024, 4032]);
  for (const cut of [fromPhone(jpeg).subarray(0, -20), png(7, 5).subarray(0, -12), Buffer.from('Only words, no picture.')]) assert.equal(sizeOf(cut), undefined);
});

test('what cannot be read is said at the file, is not kept, and the rest goes on', async () => {
  const page = await openForm();
  const whole = await redAndBlue(page, 400, 300);
  await page.getByLabel(/^PDFs/).setInputFiles([jpegFile('words.jpg', Buffer.from('These are only words.')), jpegFile('cut.jpg', whole.subarray(0, Math.round(0.9 * whole.length))),
    { name: 'live.heic', mimeType: '', buffer: heicOf(4032, 3024, 0) }, pngFile('bomb.png', png(30_000, 30_000)), jpegFile('good.jpeg', whole)]);
  await attached(page, 1);
  await page.getByText(/^This picture cannot be read here/).nth(3).waitFor();
  await accessible(page);
  await shot(page, 'pictures-refused');
  const kept = await page.evaluate(() => new Promise((done) => {
    indexedDB.open('stuticket').onsuccess = ({ target: { result } }) => {
      result.transaction('files').objectStore('files').count().onsuccess = ({ target }) => done(target.result);
    };
  }));
  assert.equal(kept, 0);
  for (const name of ['words.jpg', 'cut.jpg', 'live.heic', 'bomb.png']) {
    const remove = page.getByRole('button', { name: `Remove ${name}` });
    await remove.press('Enter');
    await remove.waitFor({ state: 'detached' });
  }
  await filed(page, 'good.pdf');
  await closePage(page);
});

test('a picture that is chosen without a connection waits, also through a reload, and is sent as a PDF', async () => {
  const page = await openForm();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const offline = (is) => network.send('Network.emulateNetworkConditions', { offline: is, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await page.route('**/api/attachments.put*', (route) => route.abort());
  await offline(true);
  await page.getByLabel(/^PDFs/).setInputFiles(pngFile('late.png', png(40, 30, { row: () => Buffer.alloc(120) })));
  await page.getByText(/waits for the connection, then goes/).waitFor();
  await offline(false);
  await page.reload();
  await page.getByText(/waits for the connection, then goes/).waitFor();
  await page.unroute('**/api/attachments.put*');
  await attached(page, 1);
  await filed(page, 'late.pdf');
  await closePage(page);
});

test('staff pastes a picture into a reply, and the student gets it as a PDF', async () => {
  const { ticket } = await student.call('tickets.create', newTicket({ service: 'technical-support', subject: 'Where is it?', message: 'Where?' }));
  const page = await openPage(browser, server);
  await signIn(page, david);
  await page.goto(`/tickets/${ticket.number}`);
  await page.getByLabel('Reply (the student reads it)').fill('On this plan.');
  await page.evaluate(async (bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(bytes)], 'plan.png', { type: 'image/png' }));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
  }, [...png(40, 30, { row: () => Buffer.alloc(120) })]);
  await attached(page, 1);
  await page.getByRole('button', { name: /^Send, stay/ }).click();
  await page.getByRole('link', { name: 'Download plan.pdf' }).first().waitFor();
  const { attachments } = await student.call('tickets.get', { number: ticket.number });
  assert.deepEqual(attachments.map(({ file }) => file.file_name), ['plan.pdf']);
  await closePage(page);
});
