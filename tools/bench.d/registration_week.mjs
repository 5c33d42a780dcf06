// The day of tools/staff_day --week: presses and seconds for each part of it, in the language that is named.
import { shot, startBrowser } from '../../tests/browser/support/browser.mjs';
import { spendWeek, startWeek } from '../../tests/browser/support/registration_week.mjs';
import { languageCalled } from '../../tests/browser/support/spoken.mjs';

const row = (name, ...cells) => console.log(name.padEnd(32) + cells.map((cell) => String(cell).padStart(14)).join(''));

const language = languageCalled(process.argv[2] ?? 'en');
const look = process.env.STUTICKET_PICTURES ? (page, name) => shot(page, `week-${language.locale}-${name}`) : undefined;
const browser = await startBrowser({ whole: true });
const week = await startWeek(151); // two hundred with the others
try {
  const began = performance.now();
  const took = await spendWeek(browser, week, language, look);
  row('', 'tickets', 'presses each', 'seconds each');
  for (const { part, tickets, presses, ms } of took) row(part, tickets, (presses / tickets).toFixed(2), (ms / 1000 / tickets).toFixed(2));
  row('all, by two at once', took.reduce((sum, { tickets }) => sum + tickets, 0), '', `${((performance.now() - began) / 1000).toFixed(0)} in all`);
} finally {
  await week.stop();
  await browser.close();
}
