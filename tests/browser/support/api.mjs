// Calls of the API as a page makes them: for what a test needs but is not about, at a twentieth of what pages cost.
import { createHash } from 'node:crypto';

/** The answer to a proof of work (common/captcha.hpp). */
function solved({ challenge, bits }) {
  for (let nonce = 0; ; nonce++) {
    const answer = `${challenge}.${nonce}`;
    if (createHash('sha256').update(answer).digest().readUInt32BE() < 2 ** (32 - bits)) return answer;
  }
}

/** Calls as somebody: remembers the cookies of the answers, in the form that a browser context takes. */
export function caller(server) {
  const cookies = new Map();
  let person = 'nobody';
  const headers = () => ({ 'X-StuTicket': '1', 'X-StuTicket-Person': person, Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') });
  async function send(path, type, body) {
    const reply = await fetch(`${server.url}/api/${path}`, { method: 'POST', body, headers: { ...headers(), 'Content-Type': type } });
    for (const line of reply.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      cookies.set(name, value);
    }
    const answer = await reply.json();
    if (!reply.ok) throw new Error(`${path}: ${answer.message}`);
    person = answer.user?.id ?? person; // who signs in is whose page it is from now on
    return answer;
  }
  const call = (endpoint, message) => send(endpoint, 'application/json', JSON.stringify(message));
  return {
    call,
    attach: (name, bytes) => send(`attachments.put?name=${encodeURIComponent(name)}`, 'application/pdf', bytes),
    /** What a form carries where a proof of work is asked for. */
    proof: async () => ((await call('session.current', {})).rules.captcha.kind === 'proof_of_work' ? solved(await call('captcha.challenge', {})) : ''),
    cookies: () => [...cookies].map(([name, value]) => ({ name, value, url: server.url, httpOnly: true, sameSite: 'Strict' })),
  };
}

async function join(server, endpoint, person, message) {
  const api = caller(server);
  await api.call(endpoint, { name: person.name, email: person.email, password: person.password, captcha: await api.proof(), ...message });
  const token = (await server.linkFor(person.email, '/confirm')).split('#')[1];
  await api.call('account.confirm_email', { token, password: person.password });
  return api;
}

/** Opens and confirms an account; whoever calls on is signed in. */
export const joinStudent = (server, person) => join(server, 'account.register', person, { registration_number: person.registration });
export const joinStaff = (server, person) => join(server, 'account.register_staff', person, { access_code: server.accessCode(person.department) });
