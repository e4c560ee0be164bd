// Shows what a skill has made: words, boxes and masks over the picture, pictures, sounds, videos.

import {el} from './dom.js';
import {picture} from './overlay.js';
import {render} from './text.js';

const isBox = it => it && ['x0', 'y0', 'x1', 'y1'].every(edge => typeof it[edge] === 'number');
/** A thing that was found is a box, or has one beside its mask. */
const boxOf = it => it?.box ?? it;
const isMedia = it => typeof it === 'string' && /^data:(image|audio|video)\//.test(it);
const isMask = name => /mask/i.test(name);

/** Bundles say in their schema in what boxes are measured; pixels if nothing else is said. */
const unitOf = schema => /thousandth|0 to 1,?000/i.test(JSON.stringify(schema ?? '')) ? 'thousandths' : 'pixels';

/**
 * Makes elements of a result.
 * @param schema of the output
 * @param asked the picture that it is about: {url, name}, if there is one
 */
export async function elements(result, schema, asked) {
  const made = [];
  const masks = Object.entries(result).filter(() => asked)
      .flatMap(([name, value]) => [value].flat().map(it => it?.mask ?? (isMask(name) ? it : null))).filter(isMedia);
  const boxed = Object.entries(result)
      .find(([, value]) => Array.isArray(value) && value.every(it => isBox(boxOf(it))));
  if (asked && (boxed || masks.length)) {
    const boxes = (boxed?.[1] ?? []).map(it => ({...boxOf(it), label: it.label ?? ''}));
    const unit = unitOf(schema?.properties?.[boxed?.[0]]);
    if (boxes.length || masks.length) made.push(await picture(asked.url, asked.name, {boxes, unit, masks}));
    else made.push(el('p', {t: 'nothing-found'}));
  }
  for (const [name, value] of Object.entries(result)) {
    if (asked && (value === boxed?.[1] || isMask(name))) continue;
    made.push(...[value].flat().filter(isMedia).map(it => media(name, it)));
    if (typeof value === 'string' && !isMedia(value)) made.push(words(name, value));
  }
  made.push(el('details', {}, el('summary', {t: 'as-json'}),
      el('pre', {tabindex: '0'}, el('code', {}, JSON.stringify(result, shortened, 2)))));
  return made;
}

const shortened = (name, value) => isMedia(value) ? value.slice(0, 60) + '…' : value;

function words(name, text) {
  const element = el('div', {class: 'words'});
  render(element, text);
  return name === 'text' ? element : el('div', {}, el('p', {class: 'muted'}, name), element);
}

function media(name, url) {
  const kind = url.slice(5, url.indexOf('/'));
  const shown = kind === 'image'
    ? el('img', {src: url, 't-alt': ['picture-of', {name}], class: 'made'})
    : el(kind, {src: url, controls: true, 't-label': [kind === 'audio' ? 'sound-of' : 'video-of', {name}]});
  const ending = url.slice(url.indexOf('/') + 1).split(/[;,+]/)[0];
  return el('figure', {}, shown,
      el('figcaption', {}, el('a', {href: url, download: `${name}.${ending}`, t: 'save'})));
}
