// One tab, used for minutes or hours without a reload: what memory and DOM do meanwhile. Started by tools/soak.
import { openPage, settled, startBrowser } from '../../tests/browser/support/browser.mjs';
import { pageNamed, startSmallDesk, visit } from '../../tests/browser/support/desk.mjs';

const minutes = Number(process.argv[2]);
const samplesWanted = 12;
const answersAnHour = 55; // the server lets a student send 60

/** One round by links, keys and buttons: search, list, ticket, form with a dialog, and a ticket filed. */
async function use(page, round) {
  const { getByRole, getByLabel } = { getByRole: page.getByRole.bind(page), getByLabel: page.getByLabel.bind(page) };
  await getByRole('link', { name: 'New ticket' }).first().click();
  await getByRole('link', { name: 'Digital Library' }).click();
  await getByLabel('Subject').pressSequentially(`Round ${round}`);
  await getByRole('button', { name: 'Cancel' }).click();
  await getByRole('button', { name: 'Keep writing' }).click();
  await getByLabel('What happened?').fill(`Words of round ${round}. `.repeat(40));
  await getByRole('button', { name: 'Submit ticket' }).click();
  await getByRole('heading', { name: 'History' }).waitFor();
  await getByLabel('Write to IT').pressSequentially('One more thing.');
  if (round < answersAnHour) {
    await getByRole('button', { name: 'Send' }).click();
    await page.getByText('One more thing.').first().waitFor();
  }
  await getByRole('link', { name: /^Your tickets/ }).click();
  await getByRole('link', { name: `Round ${round}`, exact: true }).waitFor();
  await page.goBack();
  await getByRole('heading', { name: 'History' }).waitFor();
  await getByRole('link', { name: 'Track a ticket' }).click();
  await getByLabel('Ticket number').fill('nothing');
  await getByRole('link', { name: 'Settings' }).click();
  await getByRole('button', { name: 'Save profile' }).click();
  await getByRole('button', { name: 'Dismiss message' }).click();
  await getByRole('link', { name: 'Home' }).click();
  await getByRole('heading', { name: /^Welcome/ }).waitFor();
}

/** After a garbage collection, or its timing would be what is measured. */
async function sample(page, client) {
  await settled(page);
  await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const metric = (name) => metrics.find((each) => each.name === name).value;
  return { wasm: await page.evaluate(() => HEAPU8.length) / 1e6, heap: metric('JSHeapUsedSize') / 1e6, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

/** Least squares: units for each hour. */
function slope(samples, key) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ hours }) => hours)), y = mean(samples.map((each) => each[key]));
  return samples.reduce((sum, each) => sum + (each.hours - x) * (each[key] - y), 0) / samples.reduce((sum, { hours }) => sum + (hours - x) ** 2, 0);
}

const row = (...cells) => console.log(cells.map((cell) => String(cell).padStart(14)).join(''));

console.log(`about ${minutes} min`);
const desk = await startSmallDesk(), browser = await startBrowser();
try {
  const page = await openPage(browser, desk.server, { painted: true });
  await visit(page, desk, pageNamed(desk, 'student', 'home'));
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const began = Date.now(), length = minutes * 60_000, samples = [];
  row('minutes', 'rounds', 'wasm MB', 'JS heap MB', 'DOM nodes', 'listeners');
  for (let round = 0; Date.now() - began < length; round++) {
    await use(page, round);
    const passed = Date.now() - began;
    if (passed < samples.length * length / samplesWanted) continue;
    const one = { hours: passed / 3_600_000, ...await sample(page, client) };
    samples.push(one);
    row((passed / 60_000).toFixed(1), round + 1, one.wasm.toFixed(1), one.heap.toFixed(2), one.nodes, one.listeners);
  }
  const warm = samples.slice(Math.floor(samples.length / 3));
  if (warm.length > 1) row('for each hour', '', ...['wasm', 'heap', 'nodes', 'listeners'].map((key) => slope(warm, key).toFixed(2)));
  if (page.complaints.length) console.log(page.complaints.join('\n'));
} finally {
  await browser.close();
  await desk.stop();
}
