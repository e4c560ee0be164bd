// The conversation: what has been said, and how a question is answered.

import {$, el} from './dom.js';
import {events, postJson, Refusal} from './api.js';
import {has, hush, say, t} from './i18n.js';
import {state} from './live.js';
import {dataUrl, preview} from './media.js';
import {boxesIn, picture} from './overlay.js';
import {make} from './pictures.js';
import {elements} from './results.js';
import {described, descriptions, filled, invoke} from './skill-calls.js';
import {Announcer, render} from './text.js';

let messages = [];
let lastPicture = null;
let shown = [];
let change = () => {};

/** Says what happens to a picture that a person wants changed. */
export const onChange = listener => { change = listener; };

/** Returns the picture that was attached or made last, as an attachment; null if there is none. */
export const reference = () => lastPicture;

/** Forgets all that has been said. */
export function forget() {
  messages = [];
  lastPicture = null;
  shown.forEach(it => URL.revokeObjectURL(it.url));
  shown = [];
  $('turns').replaceChildren();
  $('welcome').hidden = false;
}

/** What may be about a picture that is in the conversation already. */
const GOING_ON = ['answer', 'edit', 'segment'];

/**
 * Asks, and shows the answer as it comes.
 * @param mode answer, or the name of a skill
 * @returns whether there is an answer, or a person wanted none
 */
export async function ask(mode, words, media, signal) {
  $('welcome').hidden = true;
  lastPicture = media.filter(it => it.kind === 'image').at(-1) ?? (GOING_ON.includes(mode) ? lastPicture : null);
  shown.push(...media);
  $('turns').append(asked(mode, words, media));
  const turn = new Answer();
  $('turns').append(turn.element);
  turn.follow();
  try {
    if (mode === 'answer') await answer(turn, words, media, signal);
    else if (mode === 'draw' || mode === 'edit') await drawing(turn, mode, words, media, signal);
    else await skill(turn, mode, words, media, signal);
  } catch (error) {
    if (!signal.aborted) {
      turn.fail(error);
      return false;
    }
    turn.end('stopped');
  }
  return true;
}

function asked(mode, words, media) {
  const name = el('span', {class: 'who', t: 'you'});
  if (mode !== 'answer') name.append(' · ', t(has(`mode-${mode}`) ? `mode-${mode}` : mode));
  return el('li', {class: 'turn you'}, name, el('div', {class: 'asked'},
      ...media.map(it => preview(it, 'sent')), words ? el('p', {}, words) : null));
}

async function answer(turn, words, media, signal) {
  const question = {role: 'user', content: await content(words, media)};
  const response = await postJson('v1/chat/completions', {
    model: state()?.model ?? 'nano', stream: true, stream_options: {include_usage: true},
    messages: [...messages, question]
  }, {signal});
  let usage = null;
  let reason = null;
  let complete = false;
  for await (const {data} of events(response)) {
    if (data === '[DONE]') {
      complete = true;
      break;
    }
    const chunk = JSON.parse(data);
    if (chunk.error) throw new Refusal(chunk.error.message, 0, chunk.error.code);
    usage = chunk.usage ?? usage;
    reason = chunk.choices[0]?.finish_reason ?? reason;
    turn.grow(chunk.choices[0]?.delta.content ?? '');
  }
  if (!complete) throw new Refusal(t('unreachable'), 0);
  messages.push(question, {role: 'assistant', content: turn.text});
  turn.show();
  const boxes = boxesIn(turn.text);
  if (boxes.length && lastPicture) {
    await turn.add(await picture(lastPicture.url, lastPicture.name, {boxes, unit: 'thousandths'}));
  }
  turn.finish({tokens: usage?.completion_tokens, cut: reason === 'length'});
}

/** What was made is what is changed next. Of several pictures the first is, and all are looked at. */
async function drawing(turn, mode, words, media, signal) {
  const pictures = media.filter(it => it.kind === 'image');
  const given = mode === 'edit' ? pictures.length ? pictures : [lastPicture] : [];
  const made = await make(turn, words, given, change, signal);
  lastPicture = made;
  shown.push(made);
}

async function content(words, media) {
  const parts = [];
  for (const kind of ['image', 'video']) {
    for (const it of media.filter(item => item.kind === kind)) {
      parts.push({type: `${kind}_url`, [`${kind}_url`]: {url: await dataUrl(it)}});
    }
  }
  if (words) parts.push({type: 'text', text: words});
  for (const it of media.filter(item => item.kind === 'audio')) {
    const [head, data] = (await dataUrl(it)).split(',');
    const format = /mpeg|mp3/.test(head) ? 'mp3' : /wav/.test(head) ? 'wav' : head.split('/')[1].split(';')[0];
    parts.push({type: 'input_audio', input_audio: {data, format}});
  }
  return parts;
}

async function skill(turn, name, words, media, signal) {
  const description = described(name) ?? (await descriptions()).get(name);
  const urls = {image: [], audio: [], video: []};
  const files = media.length || !lastPicture ? media : [lastPicture];
  for (const it of files) urls[it.kind].push(await dataUrl(it));
  const end = await invoke(name, filled(description?.input_schema, words, urls),
      (piece, progress) => turn.grow(piece, progress), signal);
  turn.replace();
  for (const it of await elements(end.result, description?.output_schema, lastPicture)) await turn.add(it);
  end.warnings.forEach(it => turn.add(el('p', {class: 'note'}, it)));
  turn.finish();
}

/** An answer in the making. */
export class Answer {
  text = '';
  #begun = performance.now();
  #frame = null;
  #body = el('div', {class: 'words'});
  #note = el('p', {class: 'turn-note muted', t: 'answering'});
  #announcer = new Announcer($('announce'));

  element = el('li', {class: 'turn mingle busy'}, el('span', {class: 'who', t: 'mingle'}), this.#body, this.#note);

  grow(piece, progress) {
    this.text += piece;
    if (progress) {
      hush(this.#note);
      this.#note.textContent = progress;
    }
    if (!piece) return;
    this.#frame ??= requestAnimationFrame(() => {
      this.show();
      this.#announcer.grow(this.text);
    });
  }

  show() {
    this.#settle();
    const follows = atEnd();
    render(this.#body, this.text);
    if (follows) this.follow();
  }

  /** Takes away what streamed before the result that holds it, too. */
  replace() {
    this.#settle();
    this.text = '';
    this.#body.replaceChildren();
  }

  #settle() {
    cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  async add(element) {
    const follows = atEnd();
    this.#body.append(element);
    if (follows) this.follow();
  }

  /** Says how far it is. */
  tell(key, values) {
    say(this.#note, 'text', key, values);
  }

  /**
   * Ends well.
   * @param told what a screen reader says in place of all that is shown
   */
  finish({tokens, cut, told} = {}) {
    const seconds = (performance.now() - this.#begun) / 1000;
    if (!this.#body.textContent.trim() && !told) this.#body.append(el('p', {class: 'muted', t: 'no-answer'}));
    this.#announcer.grow(told || this.text || this.#body.innerText, true);
    const values = {tokens, seconds: seconds.toFixed(1), speed: Math.round(tokens / seconds)};
    this.#ended(...(tokens ? ['figures', values] : ['took', values]));
    if (cut) this.#note.before(el('p', {class: 'note', t: 'cut'}));
  }

  end(key) {
    this.show();
    this.#announcer.grow(this.text, true);
    this.#ended(key);
  }

  fail(error) {
    if (this.text) this.show();
    this.element.classList.add('failed');
    this.#body.append(el('p', {class: 'problem', role: 'alert'}, error.message));
    hush(this.#note);
    this.#ended();
  }

  #ended(key, values) {
    const follows = atEnd();
    this.element.classList.remove('busy');
    if (key) say(this.#note, 'text', key, values);
    if (follows) this.follow();
  }

  follow() {
    $('scroll').scrollTop = $('scroll').scrollHeight;
  }
}

/** Who has scrolled up reads something else, and is left there. */
function atEnd() {
  const it = $('scroll');
  return it.scrollHeight - it.scrollTop - it.clientHeight < 80;
}
