// An answer as paragraphs and code. It is put in as text: nothing in it is taken for HTML.

import {el} from './dom.js';

/** Replaces what an element shows by a text. */
export function render(element, text) {
  element.replaceChildren(...blocks(text));
}

function blocks(text) {
  return text.split(/^```/m).flatMap((part, i) => i % 2 === 1 ? code(part) : paragraphs(part));
}

/** The word behind the fence names a language, and is left out. */
function code(part) {
  const end = part.indexOf('\n');
  return el('pre', {tabindex: '0'}, el('code', {}, end < 0 ? '' : part.slice(end + 1).replace(/\n$/, '')));
}

function paragraphs(part) {
  return part.split(/\n\s*\n/).filter(it => it.trim()).map(it => el('p', {}, ...inline(it.replace(/^\n+|\n+$/g, ''))));
}

function inline(text) {
  return text.split(/(`[^`\n]+`)/).filter(it => it)
      .map(it => /^`[^`\n]+`$/.test(it) ? el('code', {}, it.slice(1, -1)) : it);
}

/** Tells a screen reader of a text that grows: whole sentences, and not too often. */
export class Announcer {
  #element;
  #told = 0;
  #at = 0;

  constructor(element) {
    this.#element = element;
    this.#element.textContent = '';
  }

  grow(text, ended = false) {
    const now = performance.now();
    const fresh = text.slice(this.#told);
    const end = ended ? fresh.length : fresh.search(/[.!?。！？\n][^.!?。！？\n]*$/) + 1;
    if (end > 0 && (ended || now - this.#at > 3000)) {
      this.#element.textContent = fresh.slice(0, end);
      this.#told += end;
      this.#at = now;
    }
  }
}
