// Boxes and masks drawn over a picture.

import {el, place} from './dom.js';
import {t} from './i18n.js';

const COLOURS = 6;

/** Finds places in an answer's words: [x0, y0, x1, y1] in thousandths of the picture. */
export function boxesIn(text) {
  const found = text.matchAll(/\[\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*\]/g);
  return [...found].map(it => it.slice(1, 5).map(Number))
      .filter(([x0, y0, x1, y1]) => x1 > x0 && y1 > y0 && Math.max(x1, y1) <= 1000)
      .map(([x0, y0, x1, y1]) => ({label: '', x0, y0, x1, y1}));
}

/**
 * Shows a picture with boxes over it.
 * @param unit pixels (of the picture as it is shown, upright) or thousandths
 */
export async function picture(url, name, {boxes = [], unit = 'pixels', masks = []}) {
  const image = el('img', {src: url, alt: t('picture-of', {name})});
  await image.decode();
  const [width, height] = unit === 'pixels' ? [image.naturalWidth, image.naturalHeight] : [1000, 1000];
  const frame = el('div', {class: 'frame'}, image);
  for (const [i, mask] of masks.entries()) frame.append(await masked(mask, i));
  boxes.forEach((box, i) => frame.append(drawn(box, i, width, height)));
  const lines = boxes.map(box => el('li', {t: [box.label ? 'box' : 'bare-box', box]}));
  const caption = el('figcaption', {});
  if (lines.length) {
    caption.append(el('ul', {}, ...lines), el('span', {class: 'muted', t: `unit-${unit}`}));
  }
  return el('figure', {class: 'picture'}, frame, caption);
}

function drawn(box, index, width, height) {
  const element = el('div', {class: `box colour-${index % COLOURS}`, 'aria-hidden': 'true'});
  place(element, 100 * box.x0 / width, 100 * box.y0 / height,
      100 * (box.x1 - box.x0) / width, 100 * (box.y1 - box.y0) / height);
  if (box.label) {
    const sides = [box.y0 / height < 0.1 && 'under', box.x1 / width > 0.6 && 'left'].filter(it => it);
    element.append(el('span', {class: sides.join(' ')}, box.label));
  }
  return element;
}

/** Bright parts of a mask are coloured; where it is transparent, the picture is seen as it is. */
async function masked(url, index) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = el('canvas', {class: `mask colour-${index % COLOURS}`, role: 'img', 't-label': 'mask'});
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const colour = MASK_COLOURS[index % COLOURS];
  for (let i = 0; i < pixels.data.length; i += 4) {
    const [r, g, b, a] = pixels.data.subarray(i, i + 4);
    const shown = Math.max(r, g, b) * a / 255;
    pixels.data.set([...colour, shown * 0.55], i);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

const MASK_COLOURS = [[214, 40, 105], [0, 116, 217], [214, 116, 0], [20, 140, 70], [120, 70, 200], [0, 140, 140]];
