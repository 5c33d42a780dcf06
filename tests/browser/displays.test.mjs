// Every display: densities, narrow windows and zoom, no WebGL, forced colours, paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, answered, closePage, openPage, settled, shot, startBrowser } from './support/browser.mjs';
import { eachPage, pageNamed, visit } from './support/desk.mjs';
import { browser, desk, openSmallDesk } from './support/open_desk.mjs';
import { boxAround, differing, inkWithin, startPixels } from './support/pixels.mjs';

let pixels;
openSmallDesk(async () => { pixels = await startPixels(browser); }); // a page of that browser, and closed with it

// --- density

/** What to photograph of a box and `margin` px around it, and where its corner is for each side of something in the picture. */
function around(box, margin) {
  const x = Math.max(0, Math.floor(box.left - margin)), y = Math.max(0, Math.floor(box.top - margin));
  return { clip: { x, y, width: Math.ceil(box.right + margin) - x, height: Math.ceil(box.bottom + margin) - y }, corner: { left: x, right: x, top: y, bottom: y } };
}

for (const density of [1, 1.25, 1.5, 2, 3]) {
  test(`sharp and in place at ${density} pixels to the pixel`, async () => {
    const screen = await startBrowser(); // its own: Chromium remembers the measures of a font from one density to the next
    const page = await openPage(screen, desk.server, { density, painted: true });
    for (const [who, name, button] of [['visitor', 'landing', 'Create your account'], ['visitor', 'sign-in', 'Sign in'], ['student', 'new-ticket', 'Submit ticket']]) {
      await visit(page, desk, pageNamed(desk, who, name));
      await settled(page);
      const canvas = await page.evaluate(() => {
        const element = document.getElementById('canvas'), box = element.getBoundingClientRect();
        return { backing: [element.width, element.height], wanted: [box.width, box.height].map((side) => Math.round(side * devicePixelRatio)) };
      });
      assert.deepEqual(canvas.backing, canvas.wanted, `${name}: the canvas has a pixel for each of the screen's`);

      // A filled button as it is painted, beside the element that takes its presses.
      const target = page.locator('#main').getByRole('button', { name: button, exact: true })
        .or(page.locator('#main').getByRole('link', { name: button, exact: true })).first();
      await target.scrollIntoViewIfNeeded();
      await settled(page);
      const box = await target.evaluate((element) => element.getBoundingClientRect().toJSON());
      const { clip, corner } = around(box, 16);
      const painted = await pixels.read(await page.screenshot({ clip }), boxAround,
        { x: Math.round((box.left + 8 - clip.x) * density), y: Math.round((box.top + 8 - clip.y) * density) });
      for (const side of ['left', 'top', 'right', 'bottom'])
        assert.ok(Math.abs(painted[side] / density + corner[side] - box[side]) <= 1, `${name}: ${side} painted at ${painted[side] / density + corner[side]}, pressed at ${box[side]}`);

      // The title as it is painted, beside the same words as the browser writes them in the plain view.
      const title = page.getByRole('heading', { level: 1 });
      const place = around(await title.evaluate((element) => element.getBoundingClientRect().toJSON()), 4).clip;
      const area = { left: 0, top: 0, right: Math.floor(place.width * density), bottom: Math.floor(place.height * density) };
      await page.evaluate(() => document.activeElement.blur());
      const drawn = await pixels.read(await page.screenshot({ clip: place }), inkWithin, area);
      await page.evaluate(() => document.body.classList.add('plain'));
      const written = await pixels.read(await page.screenshot({ clip: place }), inkWithin, area);
      await page.evaluate(() => document.body.classList.remove('plain'));
      for (const side of ['left', 'top', 'bottom'])
        assert.ok(Math.abs(drawn[side] - written[side]) / density <= 1, `${name}: the title's ${side} is drawn at ${drawn[side] / density}, found at ${written[side] / density}`);
    }
    await closePage(page);
    await screen.close();
  });
}

// --- views without the canvas

/** Files a ticket by what is seen and returns to the list. */
async function fileOne(page, subject) {
  await visit(page, desk, pageNamed(desk, 'student', 'choose-service'));
  await page.getByRole('link', { name: 'Student Portal' }).click();
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('What happened?').fill('Seen without the canvas.');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  await page.getByRole('link', { name: /^Your tickets/ }).click();
  await page.getByRole('link', { name: subject }).first().waitFor();
}

/** Each title, paragraph, link and button can be read: its words have ink on the screen. */
async function readable(page, where) {
  await settled(page);
  await page.evaluate(() => document.activeElement.blur());
  const density = await page.evaluate(() => devicePixelRatio);
  const words = await page.evaluate(() => [...document.querySelectorAll('#mirror :is(h1, h2, h3, p, label, button, a:not(.cover))')]
    .filter((element) => element.textContent.trim() && element.checkVisibility()).map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return { text: element.textContent.slice(0, 40), box: range.getBoundingClientRect().toJSON() };
    }).filter(({ box }) => box.width > 4 && box.top >= 60 && box.bottom <= innerHeight - 60 && box.left >= 0 && box.right <= innerWidth));
  assert.ok(words.length > 3, `${where} has words`);
  const areas = words.map(({ box }) => ({ left: Math.floor(box.left * density), top: Math.floor(box.top * density), right: Math.ceil(box.right * density), bottom: Math.ceil(box.bottom * density) }));
  const ink = await pixels.readEach(await page.screenshot(), inkWithin, areas);
  assert.deepEqual(words.filter((each, index) => !ink[index]).map(({ text }) => text), [], `${where}: not seen`);
}

test('without WebGL the same journey works in the plain view', async () => {
  const page = await openPage(browser, desk.server);
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return /webgl/.test(kind) ? null : getContext.call(this, kind, ...rest); };
  });
  await eachPage(page, desk, async (entry, where) => {
    assert.ok(await page.locator('body.plain').count(), where);
    if (['landing', 'new-ticket', 'ticket', 'queue'].includes(entry.name)) {
      await readable(page, where);
      await shot(page, `plain-${entry.who}-${entry.name}`);
    }
  });
  await fileOne(page, 'Filed without WebGL');
  await accessible(page);
  await closePage(page);
});

test('forced colours show the plain view in the person\'s own colours', async () => {
  const page = await openPage(browser, desk.server);
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [who, name] of [['visitor', 'landing'], ['student', 'new-ticket'], ['student', 'ticket'], ['staff', 'queue']]) {
    await visit(page, desk, pageNamed(desk, who, name));
    await readable(page, name);
    await shot(page, `forced-${who}-${name}`);
    await accessible(page);
  }
  await fileOne(page, 'Filed in forced colours');
  await closePage(page);
});

test('a lost graphics context shows the plain view, works meanwhile, and comes back', async () => {
  const page = await openPage(browser, desk.server, { painted: true });
  await page.clock.setFixedTime(Date.now()); // "1 min ago" on both pictures
  await visit(page, desk, pageNamed(desk, 'student', 'tickets'));
  await settled(page);
  await page.evaluate(() => { globalThis.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lose.loseContext(); });
  await page.locator('body.plain').waitFor({ state: 'attached' });
  await readable(page, 'your tickets');
  await page.getByRole('link', { name: desk.subjects.answered }).first().click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await page.evaluate(() => lose.restoreContext());
  await page.locator('body:not(.plain)').waitFor({ state: 'attached' });
  await page.evaluate(() => document.activeElement.blur());
  await settled(page);
  const restored = await page.screenshot({ path: 'build/screenshots/restored.png' });
  await page.reload();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await answered(page);
  await settled(page);
  await page.evaluate(() => document.activeElement.blur());
  await settled(page); // without the ring of the focus, as before
  const fresh = await page.screenshot({ path: 'build/screenshots/restored-fresh.png' });
  assert.equal(await pixels.read(restored, differing, fresh.toString('base64')), 0, 'the page is drawn as on a fresh start');
  await closePage(page);
});

// --- paper

test('a ticket is printed whole, black on white', async () => {
  for (const dark of [false, true]) {
    const page = await openPage(browser, desk.server, { viewport: { width: 800, height: 400 }, dark });
    await visit(page, desk, pageNamed(desk, 'student', 'ticket'));
    await settled(page);
    const backing = () => page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
    const size = await backing();
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(() => [...document.querySelectorAll('#main :is(h1, h2, p, dt, dd)')].filter((element) => element.checkVisibility()).map((element) => {
      const box = element.getBoundingClientRect();
      return { tag: element.tagName, text: element.textContent, colour: getComputedStyle(element).color, top: box.top + scrollY, bottom: box.bottom + scrollY, fits: element.scrollHeight <= element.clientHeight + 1 };
    }));
    const words = found.map(({ text }) => text).join('\n');
    for (const part of [desk.numbers.answered, desk.subjects.answered, 'History', 'drops every evening', 'We look at the access point.',
      'Does it drop in the morning, too?', 'speedtest.pdf', 'Details', 'Eduroam and Network Services'])
      assert.ok(words.includes(part), `“${part}” is on paper`);
    assert.ok(found.every(({ colour, fits }) => colour === 'rgb(0, 0, 0)' && fits), JSON.stringify(found.filter(({ colour, fits }) => colour !== 'rgb(0, 0, 0)' || !fits)));
    const follows = ({ tag, top }, before) => !before || top >= (tag === 'DD' ? before.top : before.bottom) - 1; // beside its term
    assert.deepEqual(found.filter((each, index) => !follows(each, found[index - 1])), [], 'one after the other');
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) >= found.at(-1).bottom, 'as long as the words are');
    assert.equal(await page.getByRole('navigation').count() + await page.getByRole('button').count() + await page.getByRole('textbox').count(), 0);
    await page.screenshot({ path: `build/screenshots/print-ticket-${dark ? 'dark' : 'light'}.png`, fullPage: true });
    const sheets = (await page.pdf({ format: 'A6' })).toString('latin1').match(/\/Type ?\/Page\b/g).length;
    assert.ok(sheets > 1, 'what does not fit on a sheet goes on the next');
    await page.emulateMedia({ media: 'screen' });
    await settled(page);
    assert.deepEqual(await backing(), size, 'the screen is as before');
    await closePage(page);
  }
});

// --- idle

for (const [who, name] of [['student', 'ticket'], ['staff', 'analytics']]) {
  test(`10 seconds of nothing cost nothing: ${name}`, async () => {
    const page = await openPage(browser, desk.server);
    await page.addInitScript(() => {
      globalThis.asked = 0;
      const ask = requestAnimationFrame.bind(globalThis);
      globalThis.requestAnimationFrame = (callback) => { globalThis.asked++; return ask(callback); };
    });
    await visit(page, desk, pageNamed(desk, who, name));
    await settled(page);
    const count = () => page.evaluate(() => [Stu.frames, asked, document.getAnimations().length]);
    const before = await count();
    assert.ok(before[1] > 0, 'the wrapper counts');
    await new Promise((done) => { setTimeout(done, 10_000); }); // the measurement itself
    assert.deepEqual(await count(), before);
    await closePage(page);
  });
}
