// The hands: a student who signs in and files a ticket by keyboard. Says on standard output what is done, and goes on when
// a line on standard input tells that everything was heard.
import { createInterface } from 'node:readline';
import { settled, startBrowser } from '../../tests/browser/support/browser.mjs';
import { startServer } from '../../tests/browser/support/server.mjs';

const student = { email: 'amina.wanjiru@students.example.edu', password: 'Quiet-Lantern-42' };
const heard = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function step(words, act) {
  console.log(words);
  await act();
  await heard.next();
}

const server = await startServer({ demo: true, settings: { STUTICKET_CAPTCHA: 'off' } });
const browser = await startBrowser({ headless: false, args: ['--force-renderer-accessibility'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15_000);
  const key = (name, times = 1) => step(times > 1 ? `${name}, ${times} times` : name, async () => {
    for (let i = 0; i < times; i++) await page.keyboard.press(name);
    await settled(page);
  });
  const type = (text, said = text) => step(`types ${said}`, () => page.keyboard.type(text));
  /** Tab until it has the focus, each stop heard. */
  async function tabTo(name) {
    const there = () => page.evaluate((wanted) => {
      const { activeElement: at } = document;
      return (at.labels?.[0]?.textContent || at.getAttribute('aria-label') || at.textContent).trim().startsWith(wanted);
    }, name);
    for (let i = 0; !await there(); i++) {
      if (i === 60) throw new Error(`Tab never reached ${name}`);
      await key('Tab');
    }
  }
  await step('opens /sign-in', async () => { await page.goto(`${server.url}/sign-in`); await settled(page); });
  await tabTo('E-mail');
  await type(student.email);
  await tabTo('Password');
  await type(student.password, 'the password');
  await key('Enter');
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  await tabTo('New ticket');
  await key('Enter');
  await tabTo('Digital Library');
  await key('Enter');
  await tabTo('Subject');
  await type('The library says no');
  await tabTo('Submit ticket');
  await key('Enter');
  await tabTo('What happened?');
  await type('It asks for a password that I do not have.');
  await tabTo('Submit ticket');
  await key('Enter');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await key('Tab', 2);
} finally {
  await browser.close();
  await server.stop();
}
process.exit();
