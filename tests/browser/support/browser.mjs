// Debian's Chromium, driven by role and name as a person would find things.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, firefox } from 'playwright-core';
import { root } from './server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = join(root, 'build/screenshots');
mkdirSync(screenshots, { recursive: true });

const inFirefox = process.env.STUTICKET_BROWSER === 'firefox';

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 360, height: 640 };

/** Debian's Chromium, `whole` where its view of PDFs is wanted; its Firefox, over WebDriver BiDi, when STUTICKET_BROWSER says so (tools/firefox). */
export function startBrowser({ headless = true, whole = false, args = [] } = {}) {
  if (inFirefox) {
    return firefox.launch({
      channel: 'moz-firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: !process.env.DISPLAY, // only with a screen, be it Xvfb's, does it have WebGL
      firefoxUserPrefs: { 'webgl.force-enabled': true },
    });
  }
  return chromium.launch({
    // Without windows Chromium's own shell, which draws none and costs a third less; it has no view of PDFs.
    executablePath: headless && !whole ? '/usr/bin/chromium-headless-shell' : '/usr/bin/chromium',
    headless,
    // Most pages live for seconds: optimising their program costs more than it saves. Whole Chromium does what people's does.
    args: [...args, ...(headless && !whole ? ['--js-flags=--liftoff-only'] : []), '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
      '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // One process for the pages of a browser: a new one for each page that is opened costs more than the page itself.
      '--renderer-process-limit=1', '--disable-site-isolation-trials', '--disable-features=IsolateOrigins,site-per-process,BackForwardCache,PreloadTopChromeWebUI'],
  });
}

/** In a page: a WebGL that does nothing, until `paint(true)` puts the real one in its place, as after a lost context. `paint(false)`
    draws no more. */
function standInForWebGl() {
  const { prototype } = HTMLCanvasElement, open = prototype.getContext;
  const nothing = (name) => (name === 'getSupportedExtensions' ? () => [] : () => (/^(create|getUniformLocation)/.test(name) ? {} : null));
  prototype.getContext = function getContext(kind, wish) {
    if (kind !== 'webgl2') return open.call(this, kind, wish);
    let real = null, painting = false;
    globalThis.paint = (wanted) => {
      painting = wanted;
      if (!wanted || real) return;
      real = open.call(this, kind, wish);
      this.dispatchEvent(new Event('webglcontextlost'));
      this.dispatchEvent(new Event('webglcontextrestored'));
    };
    const does = (name) => (...given) => (name !== 'drawElements' || painting ? real[name](...given) : null);
    // What WebGL does not know, the app's runtime keeps on it.
    return new Proxy({}, { get: (kept, name) => (!(name in WebGL2RenderingContext.prototype) ? kept[name] : real ? does(name) : nothing(name)) });
  };
}

/** A page of its own with nothing remembered. Anything the console complains about fails the test that ends it. Without a
    graphics card WebGL is most of what a page costs, so it is there only once `shot` looks, or when `painted`. Firefox, which is there
    to be tried, draws always. */
export async function openPage(browser, server, { viewport = desktop, dark = false, density = viewport.width < 720 ? 2 : 1, touch = viewport.width < 720, locale, painted = inFirefox } = {}) {
  const context = await browser.newContext({
    baseURL: server.url, viewport, colorScheme: dark ? 'dark' : 'light', timezoneId: 'Africa/Nairobi', locale,
    deviceScaleFactor: density, hasTouch: touch, acceptDownloads: true,
  });
  if (!painted) await context.addInitScript(standInForWebGl);
  await context.addInitScript(() => { // for `answered`
    const ask = fetch;
    globalThis.unanswered = 0;
    globalThis.fetch = (...request) => { unanswered++; return ask(...request).finally(() => { unanswered--; }); };
  });
  const page = await context.newPage();
  page.desk = server;
  page.setDefaultTimeout(15_000);
  page.complaints = [];
  page.on('filechooser', () => {}); // intercepted from the start: switching that on later races with the press
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // Chromium logs every refused call; refusals are part of these tests.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.complaints.push(message.text());
  });
  return page;
}

/** From the next page that is loaded on: a browser with a view of PDFs of its own, which the shell lacks. */
export const viewsPdfs = (page) => page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { get: () => true }));

export async function closePage(page) {
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
}

/** Waits until the page has what it asked for, answers and fonts, and shows it. */
export const answered = (page) => page.waitForFunction(() => !globalThis.unanswered && document.fonts.status === 'loaded'
  && ![...document.querySelectorAll('#main p')].some(({ textContent }) => textContent.startsWith('Loading ')));

/** Waits until nothing is drawn any more. */
export async function settled(page) {
  await page.waitForFunction(() => globalThis.Stu?.frames > 0 || globalThis.Stu?.failed);
  let before = -1, now = 0;
  // A frame that has been asked for comes first; a page in the background has none.
  const nextFrame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(() => done(Stu.frames), 30)); setTimeout(() => done(Stu.frames), 500); });
  while (before !== now) {
    before = now;
    now = await page.evaluate(nextFrame);
  }
}

/** Takes a picture to look at, with the canvas drawn, where STUTICKET_PICTURES asks for them; without, only waits as if it did. */
export async function shot(page, name) {
  await settled(page);
  if (!process.env.STUTICKET_PICTURES) return;
  await page.evaluate(() => {
    globalThis.paint?.(true);
    globalThis.Stu?.kick?.(); // asks for a frame
  });
  await settled(page);
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
  await page.evaluate(() => globalThis.paint?.(false));
}

/** axe-core finds nothing; "incomplete" may only be colour contrast, which the token test proves on the palette, and the
    browser's own view of a PDF, which no script may enter. `rules` names those that are asked, without it all are. */
export async function accessible(page, rules = undefined) {
  await settled(page);
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate((runOnly) => axe.run(document, { resultTypes: ['violations', 'incomplete'], runOnly }), rules);
  const brief = (list) => list.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
  assert.deepEqual(brief(violations), [], `axe-core at ${page.url()}`);
  assert.deepEqual(brief(incomplete.filter((rule) => !['color-contrast', 'frame-tested'].includes(rule.id))), [], `axe-core is unsure at ${page.url()}`);
}

/** A valid PDF of exactly `bytes` bytes: one empty page and a comment. */
export function pdfOf(bytes) {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]>>'];
  let body = '%PDF-1.4\n', entries = '';
  objects.forEach((object, index) => {
    entries += `${String(body.length).padStart(10, '0')} 00000 n \n`;
    body += `${index + 1} 0 obj${object}endobj\n`;
  });
  const end = (tableAt) => `xref\n0 4\n0000000000 65535 f \n${entries}trailer<</Size 4/Root 1 0 R>>\n`
    + `startxref\n${String(tableAt).padStart(10, '0')}\n%%EOF\n`;
  const tableAt = bytes - end(0).length;
  return Buffer.from(`${body}%${'x'.repeat(tableAt - body.length - 2)}\n${end(tableAt)}`, 'latin1');
}
export const pdfFile = (name, bytes = 20_000) => ({ name, mimeType: 'application/pdf', buffer: pdfOf(bytes) });
