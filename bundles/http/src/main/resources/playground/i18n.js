// The page's words in two languages. What has been said once is said again when the language changes.

import {english} from './words-en.js';
import {chinese} from './words-zh.js';

const languages = {en: english, zh: chinese};
const said = Symbol('said');
let language = 'en';

/** Returns a text; {name} in it is replaced by a value. */
export function t(key, values = {}) {
  const text = languages[language][key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** Tells whether there is a text of a name. */
export const has = key => key in english;

/**
 * Says something with an element.
 * @param how text, label, placeholder or title
 */
export function say(element, how, key, values) {
  element[said] = {...element[said], [how]: [key, values]};
  element.toggleAttribute('data-said', true);
  put(element, how, t(key, values));
}

/** Says nothing any more with an element. */
export function hush(element) {
  element[said] = {};
  element.textContent = '';
}

function put(element, how, text) {
  if (how === 'text') element.textContent = text;
  else if (how === 'label') element.setAttribute('aria-label', text);
  else element.setAttribute(how, text);
}

export const current = () => language;

export function choose(name) {
  language = name in languages ? name : 'en';
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  for (const how of ['', 'label', 'placeholder', 'title']) {
    const attribute = how ? `data-t-${how}` : 'data-t';
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      put(element, how || 'text', t(element.getAttribute(attribute)));
    }
  }
  for (const element of document.querySelectorAll('[data-said]')) {
    for (const [how, [key, values]] of Object.entries(element[said] ?? {})) {
      put(element, how, t(key, values));
    }
  }
}
