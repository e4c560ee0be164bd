// Where questions are written, with their attachments.

import {$, el} from './dom.js';
import {ask, forget} from './chat.js';
import {t} from './i18n.js';
import * as media from './media.js';
import {mode} from './modes.js';
import * as recorder from './recorder.js';

const SAMPLES = [
  {file: 'sample-shapes.png', question: 'Where is the yellow star? Answer in [x0, y0, x1, y1] format.'},
  {file: 'sample-line.png', question: 'Read the text.'}
];

let underWay = null;

const problem = text => { $('problem').textContent = text; };

export function begin() {
  media.begin(problem);
  recorder.begin(file => media.add([file], problem), problem);
  $('composer').addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  $('question').addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  $('question').addEventListener('input', grow);
  $('stop').addEventListener('click', () => underWay?.abort());
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) underWay?.abort();
  });
  $('fresh').addEventListener('click', () => {
    underWay?.abort();
    forget();
    problem('');
    $('question').focus();
  });
  $('samples').append(...SAMPLES.map(sample));
}

function sample({file, question}) {
  const address = `playground/${file}`;
  return el('button', {type: 'button', class: 'sample', onclick: async () => {
    const picture = await (await fetch(address)).blob();
    media.add([new File([picture], file, {type: picture.type})], problem);
    $('question').value = question;
    grow();
    $('send').focus();
  }}, el('img', {src: address, alt: ''}), el('span', {lang: 'en'}, question));
}

/** The field is as high as what is written, up to a bound that the style sets. */
function grow() {
  const field = $('question');
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

async function send() {
  if (underWay) return;
  const words = $('question').value.trim();
  const files = media.all();
  if (!words && !files.length) {
    $('question').focus();
    return;
  }
  if (mode() === 'grounding' && !(words && files.some(it => it.kind === 'image'))) {
    problem(t('find-needs'));
    return;
  }
  problem('');
  underWay = new AbortController();
  busy(true);
  $('question').value = '';
  grow();
  media.clear();
  try {
    const answered = await ask(mode(), words, files, underWay.signal);
    // What could not be asked can be mended and asked again.
    if (!answered && !$('question').value) {
      $('question').value = words;
      grow();
    }
  } finally {
    underWay = null;
    busy(false);
  }
}

/** The focus is where it is of use: on what can be done next. */
function busy(now) {
  const focused = document.activeElement === $('send') || document.activeElement === $('stop');
  $('stop').hidden = !now;
  $('send').hidden = now;
  if (focused) $(now ? 'stop' : 'question').focus();
}
