// Makes a PDF of one page of a picture, on the device: upright, and of its metadata nothing, so nobody learns where it was
// taken. In a worker: the page stays responsive meanwhile, and what decoding took is free again when the worker ends. It is
// sent a file and answers with a PDF, or with null where this browser cannot read the picture.
'use strict';

importScripts('{{jspdf.umd.min.js}}');

const mostBytes = 2_097_152 - 4096; // of the JPEG: max_pdf_bytes (common/attachment.hpp) without what the PDF adds
const mostRead = 128_000_000;       // bytes of the picture
const mostPixels = 128_000_000;     // 4 bytes each while it is decoded; cameras of phones have 12 to 108 million
const longestEdge = 16_384;         // that a canvas may have everywhere
/** Pixels and quality, tried in turn until the PDF is small enough. With 2.56 million the long edge has 1,600 or more. */
const attempts = [[8e6, 0.85], [5e6, 0.8], [3.5e6, 0.75], [2.56e6, 0.7], [2.56e6, 0.5], [2.56e6, 0.3], [2.56e6, 0.1]];
const longEdgeOfA4 = 842; // points

// --- how large a picture is: known before the browser takes memory for all of it. [width, height], upright, or undefined. What
// is cut off is none, although some browsers would show its beginning

function follows(view, from, mark) {
  const bytes = new Uint8Array(view.buffer);
  for (let at = from; (at = bytes.indexOf(mark[0], at)) >= 0; at++) if (mark.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

/** PNG (third edition) §11.2.1; ends with "IEND". */
const sizeOfPng = (view) => (follows(view, 33, [0x49, 0x45, 0x4e, 0x44]) ? [view.getUint32(16), view.getUint32(20)] : undefined);

/** Whether Exif data at `at` says that width and height are exchanged (CIPA DC-008, tag 0x0112); browsers pass over damage. */
function isTurned(view, at) {
  try {
    if (view.getUint32(at) !== 0x45786966) return false; // "Exif"
    const start = at + 6, little = view.getUint16(start) === 0x4949;
    const entries = start + view.getUint32(start + 4, little), count = view.getUint16(entries, little);
    for (let entry = entries + 2; entry < entries + 2 + 12 * count; entry += 12)
      if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) > 4;
  } catch { /* ends too early */ }
  return false;
}

/** ITU-T T.81 §B.2.2: the frame header, behind segments that say their length; ends with FF D9, which is nowhere within. */
function sizeOfJpeg(view) {
  let turned = false;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at + 1) === 0xff) at++;
    const marker = view.getUint8(at + 1);
    if (marker === 0xe1) turned ||= isTurned(view, at + 4);
    if (marker < 0xc0 || marker > 0xcf || [0xc4, 0xc8, 0xcc].includes(marker)) continue;
    if (!follows(view, at, [0xff, 0xd9])) return undefined;
    const height = view.getUint16(at + 5), width = view.getUint16(at + 7);
    return turned ? [height, width] : [width, height];
  }
}

/** ISO/IEC 23008-12 §6.5.3 and §6.5.10: the largest "ispe" is the whole, the others are its tiles; "irot" counts quarters. */
function sizeOfHeic(view) {
  let size = [0, 0], turned = false;
  for (let at = 4; at < Math.min(view.byteLength - 16, 65_536); at++) {
    const box = view.getUint32(at);
    if (box === 0x69737065 && view.getUint32(at + 8) > size[0]) size = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (box === 0x69726f74) turned = view.getUint8(at + 4) % 2 === 1;
  }
  return turned ? size.reverse() : size;
}

function sizeOf(view) {
  if (view.getUint32(0) === 0x89504e47) return sizeOfPng(view);
  if (view.getUint16(0) === 0xffd8) return sizeOfJpeg(view);
  if (view.getUint32(4) === 0x66747970) return sizeOfHeic(view); // "ftyp"
  return undefined;
}

const scaleTo = (pixels, [width, height]) => Math.min(1, Math.sqrt(pixels / (width * height)), longestEdge / Math.max(width, height));
const scaled = (edges, scale) => edges.map((edge) => Math.max(1, Math.round(edge * scale)));

/** Decoded, upright, and no larger than it is needed; null when it is too large. */
async function decoded(file) {
  if (file.size > mostRead) return null;
  const size = sizeOf(new DataView(await file.arrayBuffer()));
  if (!size || size[0] * size[1] > mostPixels) return null;
  const scale = scaleTo(attempts[0][0], size);
  // The height follows, so a picture that turns out to lie otherwise is not distorted.
  return createImageBitmap(file, { imageOrientation: 'from-image', ...scale < 1 && { resizeWidth: scaled(size, scale)[0], resizeQuality: 'high' } });
}

/** A canvas knows nothing but pixels, so the JPEG of it has no metadata. */
function jpegOf(bitmap, [width, height], quality) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white'; // behind what is transparent
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

function pageOf(jpeg, size) {
  const format = size.map((edge) => edge * longEdgeOfA4 / Math.max(...size));
  const pdf = new jspdf.jsPDF({ unit: 'pt', format, orientation: size[0] > size[1] ? 'landscape' : 'portrait', putOnlyUsedFonts: true });
  pdf.addImage(jpeg, 'JPEG', 0, 0, ...format);
  return pdf.output('blob');
}

async function pdfOf(file) {
  const bitmap = await decoded(file);
  if (!bitmap) return null;
  const whole = [bitmap.width, bitmap.height];
  for (const [pixels, quality] of attempts) {
    const size = scaled(whole, scaleTo(pixels, whole));
    const jpeg = await jpegOf(bitmap, size, quality);
    if (jpeg.size <= mostBytes) return pageOf(new Uint8Array(await jpeg.arrayBuffer()), size);
  }
  return null;
}

globalThis.onmessage = ({ data }) => pdfOf(data).catch(() => null).then(postMessage);
