// Pictures made for tests, and what is in the PDFs that the app makes of them.
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';

/** Of PNG's chunks (third edition, annex D); Node has it from version 20.15 on. */
const crcs = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});
const crc32 = (bytes) => ~bytes.reduce((crc, byte) => crcs[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;

const uint32 = (number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(number); return bytes; };
const uint16 = (number) => uint32(number).subarray(2);

/** A PNG of these edges. `row(y)` gives the bytes of a line, 3 a pixel, or 1 when `grey`; without one it has a head and no pixels. */
export function png(width, height, { grey = false, row = undefined } = {}) {
  const chunk = (type, data) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
  };
  const lines = row ? Array.from({ length: height }, (_, y) => [Buffer.of(0), row(y)]).flat() : [];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.of(8, grey ? 0 : 2, 0, 0, 0)])),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

/** A JPEG, made by the browser, whose left half is red and whose right half is blue. */
export async function redAndBlue(page, width, height) {
  const made = await page.evaluate(async ([w, h]) => {
    const canvas = new OffscreenCanvas(w, h);
    const context = canvas.getContext('2d');
    for (const [color, x] of [['red', 0], ['blue', w / 2]]) {
      context.fillStyle = color;
      context.fillRect(x, 0, w / 2, h);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  }, [width, height]);
  return Buffer.from(made);
}

/** `jpeg` as a phone writes it that was held upright and knew where it was: turned by Exif's orientation 6, and with a place. */
export function fromPhone(jpeg) {
  const entry = (tag, type, count, value) => Buffer.concat([uint16(tag), uint16(type), uint32(count), value]);
  const directory = (entries) => Buffer.concat([uint16(entries.length), ...entries, uint32(0)]);
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const gps = [entry(1, 2, 2, Buffer.from('S\0\0\0')), entry(29, 2, 11, uint32(gpsAt + 2 + 2 * 12 + 4))];
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*'), uint32(8),
    directory([entry(0x0112, 3, 1, Buffer.of(0, 6, 0, 0)), entry(0x8825, 4, 1, uint32(gpsAt))]), directory(gps), Buffer.from('2026:11:27\0')]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xe1), uint16(exif.length + 2), exif, jpeg.subarray(2)]);
}

/** The one picture of a PDF as the app makes it: { width, height, jpeg }. */
export function pictureIn(pdf) {
  const text = pdf.toString('latin1');
  assert.equal(text.match(/\/Type\s*\/Page\b/g).length, 1);
  const heads = [...text.matchAll(/\/Subtype\s*\/Image[^]*?stream\r?\n/g)];
  assert.equal(heads.length, 1);
  const [{ 0: head, index }] = heads;
  const number = (key) => Number(new RegExp(`/${key} (\\d+)`).exec(head)[1]);
  assert.match(head, /\/DCTDecode/);
  const begin = index + head.length;
  return { width: number('Width'), height: number('Height'), jpeg: pdf.subarray(begin, begin + number('Length')) };
}

/** The colour at these places, 0 to 1 of width and height, as [red, green, blue]. */
export const colorsOf = (page, jpeg, places) => page.evaluate(async ([bytes, wanted]) => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  return wanted.map(([x, y]) => [...context.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data].slice(0, 3));
}, [[...jpeg], places]);
