// What is really on the screen: screenshots, read pixel by pixel in a page of their own.

/** A reader of pictures. `close()` it. */
export async function startPixels(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return {
    /** Runs `measure({ data, width, height }, argument)` in the browser on the picture's RGBA bytes, for each argument. */
    async readEach(png, measure, list) {
      return page.evaluate(async ([bytes, source, given]) => {
        const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], { type: 'image/png' }));
        const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
        pen.drawImage(picture, 0, 0);
        const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
        const measureOf = new Function(`return (${source})`)();
        return Promise.all(given.map((each) => measureOf({ data, width, height }, each)));
      }, [png.toString('base64'), measure.toString(), list]);
    },
    async read(png, measure, argument) { return (await this.readEach(png, measure, [argument]))[0]; },
    close: () => context.close(),
  };
}

/** How many pixels look different in `other`, a PNG in base64. The edge of a letter may be a shade off: which other letter
    lies beside it in the atlas depends on the pages before. */
export async function differing({ data, width, height }, other) {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(other), (c) => c.charCodeAt(0))], { type: 'image/png' }));
  const pen = new OffscreenCanvas(width, height).getContext('2d');
  pen.drawImage(picture, 0, 0);
  const { data: its } = pen.getImageData(0, 0, width, height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if ([0, 1, 2].some((channel) => Math.abs(data[at + channel] - its[at + channel]) > 8)) count++;
  return count;
}

/** The filled box around a point near its upper left corner, in device pixels: as far as the colour stays the same. */
export function boxAround({ data, width, height }, { x, y }) {
  const at = (px, py) => [0, 1, 2].map((channel) => data[4 * (py * width + px) + channel]);
  const fill = at(x, y);
  const same = (px, py) => at(px, py).every((value, channel) => Math.abs(value - fill[channel]) < 24);
  let left = x, right = x, top = y, bottom = y;
  while (left > 0 && same(left - 1, y)) left--;
  while (right < width - 1 && same(right + 1, y)) right++;
  while (top > 0 && same(x, top - 1)) top--;
  while (bottom < height - 1 && same(x, bottom + 1)) bottom++;
  return { left, top, right: right + 1, bottom: bottom + 1 };
}

/** The box of what differs clearly from the colour at the area's upper left corner, in device pixels; null when all is one colour. */
export function inkWithin({ data, width }, { left, top, right, bottom }) {
  const at = (px, py, channel) => data[4 * (py * width + px) + channel];
  const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (![0, 1, 2].some((channel) => Math.abs(at(x, y, channel) - at(left, top, channel)) > 96)) continue;
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x + 1);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  return box.right < 0 ? null : box;
}
