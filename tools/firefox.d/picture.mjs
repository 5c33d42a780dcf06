import { shot } from '../../tests/browser/support/browser.mjs';

/** With a screen there is WebGL; without, the plain view serves. */
export const drawn = !!process.env.DISPLAY;

// Playwright prepares the page by an inline style, known by this hash, and Firefox complains that the page's policy forbids it.
const preparing = 'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=';

/** Keeps a picture of the page as firefox-… or firefox-plain-… */
export async function picture(page, name) {
  await shot(page, `firefox-${drawn ? '' : 'plain-'}${name}`);
  page.complaints = page.complaints.filter((words) => !words.includes(preparing));
}
