// One server and one browser for all tests of a file; each file is a process of its own.
import { after, before } from 'node:test';
import { openPage, startBrowser } from './browser.mjs';
import { pageNamed, startSmallDesk, visit } from './desk.mjs';
import { startServer } from './server.mjs';

export let server, browser;
export let desk; // of openSmallDesk

async function close() {
  await browser?.close();
  await server?.stop();
}

function openWith(start, prepare, kind) {
  before(async () => { // one hook: several of a file run side by side
    try {
      server = await start();
      browser = await startBrowser(kind);
      await prepare();
    } catch (fault) {
      await close(); // nobody else would
      throw fault;
    }
  });
  after(close);
}

/** Starts both before the first test and ends them after the last; `options` as of startServer, `prepare()` once both are
    there, `kind` as of startBrowser. */
export function openDesk(options = {}, prepare = () => {}, kind = undefined) {
  openWith(() => startServer(options), prepare, kind);
}

/** The same with the people and tickets of startSmallDesk; `prepare()` once all are there. */
export function openSmallDesk(prepare = () => {}, kind = undefined) {
  openWith(async () => {
    desk = await startSmallDesk();
    return desk.server;
  }, prepare, kind);
}

/** A page of the small desk, at one of pagesOf, as its reader. */
export async function openAs(who, name, options) {
  const page = await openPage(browser, server, options);
  await visit(page, desk, pageNamed(desk, who, name));
  return page;
}
