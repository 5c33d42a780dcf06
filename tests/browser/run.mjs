// Runs every *.test.mjs here (or those named on the command line) in real Chromium against the real server: two files at a
// time, each with a server and a browser of its own, the longest first. With STUTICKET_PICTURES=1 pictures to look at land
// in build/screenshots.
import { run } from 'node:test';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2).map((file) => resolve(file));
const longest = ['pages', 'displays', 'queue', 'journey']; // of the others, size tells
const rank = (file) => { const place = longest.indexOf(basename(file, '.test.mjs')); return place < 0 ? longest.length : place; };
const all = () => readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name))
  .sort((a, b) => rank(a) - rank(b) || statSync(b).size - statSync(a).size);
const files = named.length ? named : all();

const failures = []; // repeated at the end: of a long log only that is shown
let passed = 0;
const stream = run({ files, concurrency: 2, timeout: 600_000 });
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite' || event.name.endsWith('.test.mjs')) return;
  passed++;
  console.log(`ok    ${event.name} (${Math.round(event.details.duration_ms)} ms)`);
});
stream.on('test:fail', (event) => {
  if (event.details.type === 'suite') return;
  const fault = event.details.error?.cause ?? event.details.error;
  if (event.name.endsWith('.test.mjs') && /subtest/.test(String(fault))) return;
  failures.push(`FAILED ${event.name} (${basename(event.file ?? '')})\n${fault?.stack ?? fault}`);
  console.log(failures.at(-1));
});
stream.on('test:stdout', (event) => process.stdout.write(event.message));
stream.on('test:stderr', (event) => process.stderr.write(event.message));
stream.on('end', () => {
  for (const failure of failures) console.log(failure);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length || !passed ? 1 : 0;
});
stream.resume();
