// Language, colours, and on narrow screens which part is seen. Choices are kept on this machine.

import {$} from './dom.js';
import {choose, current, say} from './i18n.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

export function begin() {
  language(localStorage.getItem('mingle-language')
      ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'));
  theme(localStorage.getItem('mingle-theme'));
  $('language').addEventListener('click', () => {
    language(current() === 'zh' ? 'en' : 'zh');
    localStorage.setItem('mingle-language', current());
  });
  $('theme').addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    localStorage.setItem('mingle-theme', next);
    theme(next);
  });
  dark.addEventListener('change', () => theme(localStorage.getItem('mingle-theme')));
  $('view-chat').addEventListener('click', () => view('chat'));
  $('view-side').addEventListener('click', () => view('side'));
}

function language(name) {
  choose(name);
  say($('language'), 'text', 'language');
  say($('language'), 'label', 'language-label');
}

const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  say($('theme'), 'label', isDark() ? 'theme-dark' : 'theme-light');
  say($('theme'), 'title', isDark() ? 'theme-dark' : 'theme-light');
  $('theme').textContent = isDark() ? '☾' : '☀';
}

function view(name) {
  $('main').dataset.view = name;
  $('view-chat').setAttribute('aria-pressed', String(name === 'chat'));
  $('view-side').setAttribute('aria-pressed', String(name === 'side'));
}
