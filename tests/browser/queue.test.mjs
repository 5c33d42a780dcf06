// Staff finds tickets and reads figures: by mouse, by keyboard, on a phone, and the numbers agree with the lists.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accessible, closePage, desktop, openPage, phone, settled, shot } from './support/browser.mjs';
import { browser, openDesk, server } from './support/open_desk.mjs';
import { signIn } from './support/people.mjs';

openDesk({ demo: true });

// An account of `stuticket seed-demo`.
const staff = { email: 'david.otieno@staff.example.edu', password: 'Marble-Orchard-55' };

async function staffPage(options) {
  const page = await openPage(browser, server, options);
  await signIn(page, staff);
  return page;
}
/** The number in front of "tickets" above the list, once the list is there. */
async function counted(page) {
  await settled(page);
  const text = await page.locator('#main p').filter({ hasText: /^[\d,]+ tickets?$/ }).first().textContent();
  return Number(text.replace(/[^\d]/g, ''));
}

test('filters are applied together, live in the address, and survive reload and back', async () => {
  const page = await staffPage();
  await page.goto('/queue/it?status=all');
  await page.getByText(/^1–50 of 1\d\d$/).waitFor();
  const all = await counted(page);

  await page.getByRole('button', { name: 'Filters' }).click();
  // The arrow keys wander through a list of choices without anything happening (WCAG 3.2.2).
  await page.getByLabel('Service', { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await settled(page);
  assert.equal(new URL(page.url()).search, '?status=all');
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Digital Library' });
  await page.getByLabel('Sort').selectOption({ label: 'Oldest first' });
  const answered = page.waitForResponse(/queue\.list/); // until then the list of before stands there
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/queue/it?status=all&service=digital-library&sort=oldest');
  await answered;
  const some = await counted(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.reload();
  await page.getByRole('link', { name: 'Remove filter Digital Library' }).waitFor();
  assert.equal(await counted(page), some);
  await page.getByRole('button', { name: 'Filters' }).click();
  assert.equal(await page.getByLabel('Sort').inputValue(), 'Oldest first');

  await page.getByRole('link', { name: 'Clear filters' }).click();
  await page.waitForURL('**/queue/it?status=all');
  assert.equal(await counted(page), all);
  await page.goBack();
  await page.getByRole('link', { name: 'Remove filter Digital Library' }).waitFor();
  await closePage(page);
});

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  test(`search finds words, says how many, and is honest about nothing, ${size}`, async () => {
    const page = await staffPage({ viewport });
    await page.goto('/queue/it?status=all');
    await page.getByRole('searchbox', { name: 'Search tickets' }).fill('eduroam lib');
    await page.keyboard.press('Enter');
    await page.waitForURL('**q=eduroam%20lib');
    await page.getByRole('link', { name: 'Remove filter “eduroam lib”' }).waitFor();
    const found = await counted(page);
    assert.ok(found > 0);
    assert.equal(await page.locator('#main a[href^="/tickets/"]').count(), Math.min(found, 50));
    for (const link of await page.locator('#main a[href^="/tickets/"]').all()) assert.match(await link.textContent(), /eduroam/i);
    await accessible(page);
    await shot(page, `queue-search-${size}`);

    await page.getByRole('searchbox').fill('"NOT OR zzz*');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Nothing found').waitFor();
    await accessible(page);
    await shot(page, `queue-nothing-${size}`);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.waitForURL('**/queue/it?status=all');
    await closePage(page);
  });

  test(`dates: the later may not come before the first, and the sentence is at the field, ${size}`, async () => {
    const page = await staffPage({ viewport });
    await page.goto('/queue/it?status=all');
    await page.getByText(/^1–50 of/).waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Opened from').fill('2026-11-20');
    await page.getByLabel('Opened until').fill('2026-11-10');
    await page.getByRole('button', { name: /^Apply/ }).click();
    await page.locator('[aria-invalid="true"]').waitFor();
    assert.ok(await page.getByLabel('Opened until').evaluate((field) => field === document.activeElement));
    await page.getByText('The last day lies before the first.').first().waitFor();
    await accessible(page);
    await shot(page, `queue-dates-${size}`);
    await page.getByLabel('Opened until').fill('2036-11-10');
    await page.getByLabel('Opened from').fill('2020-01-01');
    await page.getByRole('button', { name: /^Apply/ }).click();
    await page.waitForURL('**from=2020-01-01&to=2036-11-10');
    await page.getByRole('link', { name: 'Remove filter Opened from 1 Jan 2020' }).click();
    await page.waitForURL('**?status=all&to=2036-11-10');
    await closePage(page);
  });
}

test('the file for spreadsheets has a row for each ticket of the list', async () => {
  const page = await staffPage();
  await page.goto('/queue/it?status=completed&service=digital-library');
  await page.getByRole('link', { name: 'Remove filter Digital Library' }).waitFor();
  const shown = await counted(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'it-tickets.csv');
  const rows = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  assert.equal(rows.length, shown + 1);
  for (const row of rows.slice(1)) assert.match(row, /"Digital Library","Completed","20\d\d-/);
  await closePage(page);
});

for (const [size, viewport] of [['desktop', desktop], ['phone', phone]]) {
  for (const dark of [false, true]) {
    test(`figures: charts, tables, keyboard, ${size}, ${dark ? 'dark' : 'light'}`, async () => {
      const page = await staffPage({ viewport, dark });
      await page.goto('/analytics/it');
      await page.getByRole('heading', { name: 'Service by status' }).waitFor();
      await accessible(page);
      await shot(page, `analytics-${size}-${dark ? 'dark' : 'light'}`);
      const tables = page.getByRole('button', { name: /^Show as table/ });
      await tables.first().click();
      await page.getByRole('table', { name: 'Tickets by service and status' }).waitFor();
      assert.equal(await tables.first().getAttribute('aria-expanded'), 'true');
      await accessible(page);
      await shot(page, `analytics-table-${size}-${dark ? 'dark' : 'light'}`);
      await closePage(page);
    });
  }
}

test('the arrow keys go from bar to bar, and Enter opens the tickets that it counts', async () => {
  const page = await staffPage();
  await page.goto('/analytics/it?range=all');
  await page.getByRole('heading', { name: 'Service by status' }).waitFor();
  await settled(page);
  const chart = page.getByRole('list', { name: 'Service by status' });
  const bars = chart.getByRole('link');
  assert.ok(await bars.count() > 15);
  assert.equal(await chart.locator('a:not([tabindex="-1"])').count(), 1, 'one stop of the Tab key');
  await page.getByRole('button', { name: 'Show as table: Service by status' }).focus();
  await page.keyboard.press('Tab');
  assert.ok(await bars.first().evaluate((bar) => bar === document.activeElement));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.ok(await bars.nth(2).evaluate((bar) => bar === document.activeElement));
  await shot(page, 'analytics-focused-bar');
  await page.keyboard.press('End');
  assert.ok(await bars.last().evaluate((bar) => bar === document.activeElement));
  await page.keyboard.press('Home');
  const name = await bars.first().textContent();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/queue/it?status=*&service=*');
  assert.equal(await counted(page), Number(/: ([\d,]+) ticket/.exec(name)[1].replace(',', '')));
  await page.goBack();
  await page.getByRole('heading', { name: 'Service by status' }).waitFor();
  await closePage(page);
});

test('every bar has exactly as many tickets as the list that it opens', async () => {
  const page = await staffPage();
  for (const address of ['/analytics/it?range=30', '/analytics/it?range=all']) {
    await page.goto(address);
    await page.getByRole('heading', { name: 'Tickets per week' }).waitFor();
    await settled(page);
    const bars = await page.evaluate(() => [...document.querySelectorAll('[data-roving] a')].map((bar) => [bar.textContent, bar.getAttribute('href')]));
    // Every sixth of the first chart, every second week.
    for (const [name, href] of bars.filter(([, href], index) => index % (/status=all/.test(href) ? 2 : 6) === 0)) {
      await page.goto(href);
      await page.getByRole('searchbox').waitFor();
      assert.equal(await counted(page), Number(/: ([\d,]+) ticket/.exec(name)[1].replace(',', '')), `${name} at ${href}`);
    }
  }
  await closePage(page);
});

test('the mouse gets a bar in words', async () => {
  const page = await staffPage();
  await page.goto('/analytics/it');
  await page.getByRole('heading', { name: 'Service by status' }).waitFor();
  await settled(page);
  const bar = page.getByRole('list', { name: 'Service by status' }).getByRole('link').nth(4);
  await bar.scrollIntoViewIfNeeded();
  await settled(page);
  const box = await bar.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await shot(page, 'analytics-hovered-bar');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height - 3);
  await page.waitForURL('**/queue/it?status=*&service=*');
  await closePage(page);
});

test('another department’s figures are not there', async () => {
  const page = await staffPage();
  await page.goto('/analytics/finance');
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
  await accessible(page);
  await closePage(page);
});
