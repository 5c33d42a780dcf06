// What a visitor's browser pays, in the Chromium of the browser tests: bytes, time to the first frame, frames while idle,
// time spent on the semantic mirror, memory of the WebAssembly program.
import { desktop, settled, startBrowser } from '../../tests/browser/support/browser.mjs';
import { startServer } from '../../tests/browser/support/server.mjs';

const student = { email: 'amina.wanjiru@students.example.edu', password: 'Quiet-Lantern-42' };
const runs = 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const share = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
const row = (name, ...cells) => console.log(name.padEnd(34) + cells.map((cell) => String(cell).padStart(14)).join(''));

/** "slow": a phone on 4G with a processor a quarter as fast as this one. */
async function slowDown(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 170, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8 });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Share of one core that all processes of the browser take together, in per cent: median of three times 10 s, after what the
    visit left to do (compiling WebAssembly again, collecting garbage, writing caches). */
async function cpuShare(page) {
  const client = await browser.newBrowserCDPSession();
  const used = async () => (await client.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  const shares = [];
  await page.waitForTimeout(15_000);
  for (let i = 0; i < 3; i++) {
    const before = await used(), began = performance.now();
    await page.waitForTimeout(10_000);
    shares.push(100 * (await used() - before) / ((performance.now() - began) / 1000));
  }
  await client.detach();
  return median(shares);
}

/** Loads `path` until its first frame; bytes as they came over the wire, milliseconds since navigation began. */
async function visit(page, path) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await page.goto(path);
  await page.waitForFunction(() => performance.getEntriesByName('first-frame').length > 0);
  const firstFrame = await page.evaluate(() => performance.getEntriesByName('first-frame')[0].startTime);
  await page.waitForLoadState('networkidle');
  await client.detach();
  return { bytes, firstFrame };
}

const browser = await startBrowser();
const server = await startServer({ demo: true });
try {
  const cold = [], warm = [], slow = [];
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({ baseURL: server.url, viewport: desktop });
    const page = await context.newPage();
    cold.push(await visit(page, '/'));
    warm.push(await visit(page, '/'));
    await context.close();
    const phone = await browser.newContext({ baseURL: server.url, viewport: { width: 360, height: 640 } });
    const onPhone = await phone.newPage();
    await slowDown(onPhone);
    slow.push(await visit(onPhone, '/'));
    await phone.close();
  }
  row('', 'cold', 'warm', 'cold, slow');
  row('bytes transferred', ...[cold, warm, slow].map((visits) => median(visits.map((each) => each.bytes)).toLocaleString('en')));
  row('first frame, ms', ...[cold, warm, slow].map((visits) => median(visits.map((each) => each.firstFrame)).toFixed(0)));

  const context = await browser.newContext({ baseURL: server.url, viewport: desktop });
  const page = await context.newPage();
  const blank = await cpuShare(page);
  await visit(page, '/sign-in');
  await page.getByLabel('E-mail').fill(student.email);
  await page.getByLabel('Password').fill(student.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.goto('/tickets');
  await page.waitForFunction(() => performance.getEntriesByName('first-frame').length > 0);
  await settled(page);
  const before = await page.evaluate(() => Stu.frames);
  const idle = await cpuShare(page);
  const { frames, mirror, nodes, memory } = await page.evaluate(() => ({
    frames: Stu.frames,
    mirror: Stu.marks.mirror,
    nodes: document.querySelectorAll('body *').length,
    memory: HEAPU8.length,
  }));
  console.log('\nthe list of own tickets');
  row('frames in 45 s idle', frames - before);
  row('CPU of the browser, idle / blank, %', idle.toFixed(2), blank.toFixed(2));
  row('mirror reconcile, ms p50 / max', share(mirror, 0.5).toFixed(2), share(mirror, 1).toFixed(2));
  row('elements in the page', nodes);
  row('WebAssembly memory, MB', (memory / 1e6).toFixed(1));

  console.log('\n100,000 rows, scrolled by two rows a frame');
  await visit(page, '/gallery/rows');
  const throttle = await page.context().newCDPSession(page);
  row('', 'p50', 'p95');
  for (const rate of [1, 4]) {
    await throttle.send('Emulation.setCPUThrottlingRate', { rate });
    const marks = await page.evaluate(async () => {
      const list = document.querySelector('.scroll'), next = () => new Promise(requestAnimationFrame);
      list.scrollTop = 2_000_000;
      for (let i = 0; i < 10; i++) await next();
      Stu.marks.frame.length = Stu.marks.mirror.length = 0;
      for (let i = 0; i < 240; i++) { list.scrollTop += 104; await next(); }
      return Stu.marks;
    });
    row(`whole frame at ${rate}x CPU throttle, ms`, share(marks.frame, 0.5).toFixed(1), share(marks.frame, 0.95).toFixed(1));
    row('  of it the mirror', share(marks.mirror, 0.5).toFixed(1), share(marks.mirror, 0.95).toFixed(1));
  }
  await context.close();
} finally {
  await browser.close();
  await server.stop();
}
