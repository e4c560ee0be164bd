// Small helpers for the page's elements. Text is only ever put in as text.

import {say} from './i18n.js';

export const $ = id => document.getElementById(id);

/**
 * Makes an element.
 * @param attributes class, on… listeners, t and t-label for translated texts, properties, or attributes
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 't') say(element, 'text', ...[value].flat());
    else if (name.startsWith('t-')) say(element, name.slice(2), ...[value].flat());
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== undefined && child !== null));
  return element;
}

/** Puts an element at a place that is given in hundredths of its parent. */
export function place(element, left, top, width, height) {
  Object.assign(element.style, {
    left: left + '%', top: top + '%', width: width + '%', height: height + '%'
  });
}

export function bytes(count) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = count;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
