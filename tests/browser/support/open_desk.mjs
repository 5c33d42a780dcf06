// One server and one browser for all tests of a file; each file is a process of its own.
import { after, before } from 'node:test';
import { closePage, openPage, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

export let server, browser;

/** Starts both before the first test and ends them after the last; `options` as of startServer, `prepare(page)` as people do. */
export function openDesk(options = {}, prepare = undefined) {
  before(async () => {
    server = await startServer(options);
    browser = await startBrowser();
    if (!prepare) return;
    const page = await openPage(browser, server);
    await prepare(page);
    await closePage(page);
  });
  after(async () => { await browser?.close(); await server?.stop(); });
}
