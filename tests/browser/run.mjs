// Runs every *.test.mjs here (or those named on the command line) in real Chromium against the real server, one file
// after the other: two cores carry one browser well. Screenshots land in build/screenshots.
import { run } from 'node:test';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2).map((file) => resolve(file));
const files = named.length ? named : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(here, name));

let passed = 0, failed = 0;
const stream = run({ files, concurrency: 1, timeout: 600_000 });
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite' || event.name.endsWith('.test.mjs')) return;
  passed++;
  console.log(`ok    ${event.name} (${Math.round(event.details.duration_ms)} ms)`);
});
stream.on('test:fail', (event) => {
  if (event.details.type === 'suite') return;
  const fault = event.details.error?.cause ?? event.details.error;
  if (event.name.endsWith('.test.mjs') && /subtest/.test(String(fault))) return;
  failed++;
  console.log(`FAILED ${event.name}\n${fault?.stack ?? fault}`);
});
stream.on('test:stdout', (event) => process.stdout.write(event.message));
stream.on('test:stderr', (event) => process.stderr.write(event.message));
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
});
stream.resume();
