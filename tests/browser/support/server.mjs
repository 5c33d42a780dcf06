// A server of its own for each test file: fresh data folder, free port, the binary that ships.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const binary = process.env.STUTICKET ?? join(root, 'build/native/stuticket');
// Without what such names mean to the tests: the server refuses a setting that it does not know.
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STUTICKET_')));

/** The text part of a mail. */
export const plainText = (mail) => Buffer.from(/text\/plain[^]*?\r?\n\r?\n([^]*?)\r?\n(\r?\n|--)/.exec(mail)?.[1] ?? '', 'base64').toString('utf8');

/** Starts the server; `demo` fills it, `settings` are environment variables. Ends with `stop()`. */
export async function startServer({ demo = false, settings = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'stuticket-browser-'));
  const cli = (...args) => execFileSync(binary, [...args, '--data', data], { encoding: 'utf8', env: inherited });
  cli('migrate');
  if (demo) cli('seed-demo');
  let child, url, port = '0';

  async function start() {
    child = spawn(binary, ['serve', '--data', data, '--port', port], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, STUTICKET_UNDO_SECONDS: '0', ...settings } });
    child.stderr.resume();
    url = await new Promise((found, failed) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const match = /https?:\/\/\S+/.exec(line);
        if (match) found(match[0].replace(/[/.]$/, ''));
      });
      child.once('exit', (code) => failed(new Error(`stuticket serve ended with ${code}`)));
    });
    port = new URL(url).port;
  }
  async function halt() {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }

  const mails = () => readdirSync(join(data, 'mail'), { withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.eml')).map((entry) => entry.name).sort()
    .map((name) => readFileSync(join(data, 'mail', name), 'utf8'));

  /** The newest link to `path` in mail to `email`: what the person opens. */
  async function linkFor(email, path) {
    for (let tries = 0; tries < 100; tries++) {
      const letters = existsSync(join(data, 'mail')) ? mails().filter((mail) => mail.includes(email)) : [];
      const links = letters.map(plainText).map((text) => text.match(new RegExp(`http\\S+${path}#\\w+`))?.[0]).filter(Boolean);
      if (links.length) return links.at(-1);
      await new Promise((later) => { setTimeout(later, 50); });
    }
    throw new Error(`no link to ${path} in mail to ${email}`);
  }

  await start();
  return {
    get url() { return url; },
    halt,
    restart: start, // on the same port, with the same data
    command: cli,
    accessCode: (department) => /[A-Za-z0-9_-]{16,}/.exec(cli('staff-code', 'issue', '--department', department))[0],
    mails,
    linkFor,
    async stop() {
      if (child.exitCode === null) await halt();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
