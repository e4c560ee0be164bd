// Pictures that are drawn, or changed as told, with previews while they come.

import {$, el} from './dom.js';
import {events, postJson, Refusal} from './api.js';
import {say, t} from './i18n.js';
import {dataUrl} from './media.js';

const PREVIEWS = 3;
let count = 0;

/** Returns what is said of the drawing beside its words; what is left empty is the model's own. */
function settings() {
  const body = {size: $('draw-size').value.trim() || 'auto'};
  for (const name of ['steps', 'seed']) {
    const {value} = $(`draw-${name}`);
    if (value !== '') body[name] = Number(value);
  }
  return {...body, ...($('draw-preview').checked && {partial_images: PREVIEWS})};
}

/**
 * Draws, or changes a picture.
 * @param given the picture that is to be changed, and those to look at beside it; none to draw
 * @param change is called with the picture by a person who wants it changed
 * @returns the picture, as an attachment is
 */
export async function make(turn, words, given, change, signal) {
  const path = given.length ? 'edits' : 'generations';
  const body = {prompt: words, stream: true, ...settings()};
  if (given.length) body.images = await Promise.all(given.map(async it => ({image_url: await dataUrl(it)})));
  const response = await postJson(`v1/images/${path}`, body, {signal});
  const begun = performance.now();
  const image = el('img', {class: 'made', 't-alt': 'coming'});
  for await (const {kind, data} of events(response, it => turn.tell(...left(it, begun)))) {
    const event = JSON.parse(data);
    if (kind === 'error') throw new Refusal(event.error.message, 0, event.error.code);
    image.src = `data:image/png;base64,${event.b64_json}`;
    if (!image.isConnected) await turn.add(el('figure', {class: 'picture'}, image));
    if (kind.endsWith('.completed')) return done(turn, image, event, words, change);
  }
  throw new Refusal(t('unreachable'), 0);
}

/** How far it is: the server says it in words that are the same in all languages. */
function left(remark, begun) {
  const [, step, of] = /^step (\d+) of (\d+)$/.exec(remark) ?? [];
  if (!Number(step)) return ['drawing-now'];
  const seconds = (performance.now() - begun) / 1000 / step * (of - step);
  return ['drawing-step', {step, of, seconds: Math.ceil(seconds)}];
}

async function done(turn, image, event, words, change) {
  const name = `mingle-${++count}.png`;
  const bytes = Uint8Array.from(atob(event.b64_json), it => it.charCodeAt(0));
  const file = new File([bytes], name, {type: 'image/png'});
  const made = {file, kind: 'image', name, url: URL.createObjectURL(file)};
  say(image, 'alt', 'picture-of', {name: words});
  const caption = el('figcaption', {}, el('a', {href: made.url, download: name, t: 'save'}));
  if (!$('mode-edit').disabled) {
    caption.append(el('button', {
      type: 'button', class: 'change', t: 'change', 't-label': ['change-label', {name}],
      onclick: () => change(made)
    }));
  }
  caption.append(el('span', {class: 'muted', t: ['seed-was', {seed: event.seed}]}));
  image.parentElement.append(caption);
  turn.finish({told: t('drawn', {name: words})});
  return made;
}
