// What the app says in a language, by the English sentence, for whoever presses controls by their names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.mjs';

/** Of a catalog (.po): { one, many } by the English. `many` is what is said of more than one. */
function sentencesOf(po) {
  const text = execFileSync('msgattrib', ['--no-wrap', '--translated', '--no-fuzzy', '-'], { input: po }).toString();
  const told = (line) => JSON.parse(line); // escapes as in C, of which catalogs use those that JSON has
  return new Map(text.split('\n\n').flatMap((entry) => {
    const id = /^msgid (".+")$/m.exec(entry);
    const said = [...entry.matchAll(/^msgstr(?:\[\d\])? (".+")$/gm)].map(([, line]) => told(line));
    return id && said.length ? [[told(id[1]), { one: said[0], many: said.at(-1) }]] : [];
  }));
}

/** `say(english, values)`: with `{count: 40}` the form for so many, and 40 in its place. */
function spokenFrom(locale, sentences) {
  return { locale, say(english, values = {}) {
    const found = sentences.get(english);
    assert.ok(found, `“${english}” is not said in ${locale}`);
    const words = 'count' in values && values.count !== 1 ? found.many : found.one;
    return words.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  } };
}

const po = (code) => (code === 'en' ? execFileSync('msgen', [join(root, 'po/stuticket.pot')]) : readFileSync(join(root, `po/${code}.po`)));

/** "en", or a language of po/. */
export const languageCalled = (code) => ({ ...spokenFrom(code, sentencesOf(po(code))), shown() {} });
export const english = languageCalled('en');

/** The language that nobody speaks (tools/languages.d/pseudo), shown to whoever wants French. */
export function pseudoLanguage() {
  const said = execFileSync(join(root, 'tools/languages.d/pseudo'), { input: readFileSync(join(root, 'po/stuticket.pot')) });
  const mo = execFileSync('msgfmt', ['--no-hash', '--endianness=little', '-o', '-', '-'], { input: said });
  return { ...spokenFrom('fr', sentencesOf(said)), shown: (page) => page.route('**/fr.*.mo', (route) => route.fulfill({ body: mo })) };
}
