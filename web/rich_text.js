// A text with links, emphasis or lists as elements, from the form that frontend-wasm/ui/rich_text.hpp describes. Words only ever
// become text, and where a link leads the program has looked at.
'use strict';

(() => {
  /** In place of what `element` holds. `follow` hears of clicks on links. */
  function writeRich(element, written, follow) {
    element.replaceChildren();
    let block = null, filled = false;
    for (const line of written.split('\n')) {
      const [kind, ...pieces] = line.split('\x1f');
      const tag = kind === '' ? 'p' : kind === '-' ? 'ul' : 'ol';
      let text = block;
      if (block?.localName !== tag) {
        element.append(text = block = document.createElement(tag));
        block.dir = 'auto';
      } else if (tag === 'p' && filled) {
        block.append('\n');
      }
      if (tag !== 'p') block.append(text = document.createElement('li'));
      if (tag === 'ol') text.value = Number(kind);
      for (const piece of pieces) text.append(elementOf(piece, follow));
      if (tag === 'p' && !pieces.length) block.append('\n'); // an empty line
      filled = pieces.length > 0;
    }
  }

  function elementOf(piece, follow) {
    const kind = piece[0], rest = piece.slice(1);
    if (kind === 'w') return rest;
    const element = document.createElement({ s: 'strong', c: 'code' }[kind] ?? 'a');
    if (element.localName !== 'a') { element.textContent = rest; return element; }
    const space = rest.indexOf(' '), href = rest.slice(0, space);
    element.href = href;
    element.textContent = rest.slice(space + 1);
    if (kind === 'L') element.className = 'strong';
    if (/^http/i.test(href)) { element.target = '_blank'; element.rel = 'noopener'; }
    element.addEventListener('click', follow);
    return element;
  }

  /** Words with parts of them marked: "3,5 10,2" says where each begins and how long it is. */
  function writeMarked(element, words, marks = '') {
    const pieces = [];
    let at = 0;
    for (const each of marks.split(' ').filter(Boolean)) {
      const [begin, size] = each.split(',').map(Number), marked = document.createElement('mark');
      marked.textContent = words.slice(begin, begin + size);
      pieces.push(words.slice(at, begin), marked);
      at = begin + size;
    }
    element.replaceChildren(...pieces, words.slice(at));
  }

  globalThis.Stu = globalThis.Stu || {};
  Stu.writeMarked = writeMarked;
  Stu.writeRich = writeRich;
})();
