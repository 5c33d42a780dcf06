// The days of tools/staff_day: presses and seconds for each kind of ticket, and how long after a key its frame was drawn.
import { desktop, phone, shot, startBrowser } from '../../tests/browser/support/browser.mjs';
import { mean, spendDay, startDay } from '../../tests/browser/support/staff_day.mjs';

const tickets = 50;
const tablet = { width: 768, height: 1024 };
const days = [
  ['mouse', { way: 'mouse', viewport: desktop }],
  ['mouse, dark, pseudo', { way: 'mouse', viewport: desktop, dark: true, pseudo: true }],
  ['keyboard', { way: 'keyboard', viewport: desktop }],
  ['keyboard, dark, pseudo', { way: 'keyboard', viewport: desktop, dark: true, pseudo: true }],
  ['tablet', { way: 'touch', viewport: tablet }],
  ['tablet, dark, pseudo', { way: 'touch', viewport: tablet, dark: true, pseudo: true }],
  ['phone', { way: 'touch', viewport: phone }],
  ['phone, dark, pseudo', { way: 'touch', viewport: phone, dark: true, pseudo: true }],
];

const share = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];
const row = (name, ...cells) => console.log(name.padEnd(26) + cells.map((cell) => String(cell).padStart(12)).join(''));

// As people have it: whole Chromium optimises the program, the shell of the tests does not.
const browser = await startBrowser({ whole: true });
try {
  for (const [name, options] of days) {
    const day = await startDay(tickets);
    try {
      const look = process.env.STUTICKET_PICTURES ? (page, { does }, i) => shot(page, `day-${name.replaceAll(', ', '-')}-${i + 1}-${does}`) : undefined;
      const { took, frames } = await spendDay(browser, day, { ...options, look, painted: true });
      row(name, 'tickets', 'presses', 'seconds');
      for (const does of new Set(took.map((each) => each.does))) {
        const alike = took.filter((each) => each.does === does);
        row(`  ${does}`, alike.length, mean(alike.map((each) => each.presses)).toFixed(1), mean(alike.map((each) => each.ms / 1000)).toFixed(2));
      }
      row('  each', took.length, mean(took.map((each) => each.presses)).toFixed(2), mean(took.map((each) => each.ms / 1000)).toFixed(2));
      row('  key to frame, ms', '', `p50 ${share(frames, 0.5).toFixed(0)}`, `p95 ${share(frames, 0.95).toFixed(0)}`);
    } finally {
      await day.stop();
    }
  }
} finally {
  await browser.close();
}
