// A proof of work (common/captcha.hpp), in a worker so that the page stays responsive. The browser's own SHA-256 is
// missing on plain http and slow for many short messages, so the one block that each attempt needs is computed here
// (FIPS 180-4 §6.2).
'use strict';

const K = new Uint32Array(64);
const H = new Uint32Array(8);
for (let found = 0, n = 2; found < 64; n++) {
  let prime = true;
  for (let i = 2; i * i <= n; i++) if (n % i === 0) { prime = false; break; }
  if (!prime) continue;
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) >>> 0;
  if (found < 8) H[found] = fraction(Math.sqrt(n));
  K[found++] = fraction(Math.cbrt(n));
}

const w = new Uint32Array(64);
/** The first word of the SHA-256 of `bytes`, which are at most 55. */
function firstWord(bytes, length) {
  w.fill(0);
  for (let i = 0; i < length; i++) w[i >> 2] |= bytes[i] << (24 - 8 * (i & 3));
  w[length >> 2] |= 0x80 << (24 - 8 * (length & 3));
  w[15] = length * 8;
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + w[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
  }
  let [a, b, c, d, e, f, g, h] = H;
  for (let i = 0; i < 64; i++) {
    const s = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + w[i] | 0;
    const t = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g; g = f; f = e; e = d + s | 0; d = c; c = b; b = a; a = s + t | 0;
  }
  return (a + H[0]) >>> 0;
}

onmessage = ({ data: { challenge, bits } }) => {
  const bytes = new Uint8Array(64);
  const start = new TextEncoder().encodeInto(`${challenge}.`, bytes).written;
  const limit = 2 ** (32 - bits);
  for (let nonce = 0; ; nonce++) {
    const digits = String(nonce);
    for (let i = 0; i < digits.length; i++) bytes[start + i] = digits.charCodeAt(i);
    if (firstWord(bytes, start + digits.length) < limit) return postMessage(`${challenge}.${digits}`);
  }
};
