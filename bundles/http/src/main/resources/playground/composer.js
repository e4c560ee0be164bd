// Where questions are written, with their attachments.

import {$, el} from './dom.js';
import {ask, forget, onChange, reference} from './chat.js';
import {t} from './i18n.js';
import {follow} from './live.js';
import * as media from './media.js';
import {choose, mode} from './modes.js';
import * as recorder from './recorder.js';
import * as talk from './talk.js';

const SAMPLES = [
  {file: 'sample-shapes.png', question: 'Where is the yellow star? Answer in [x0, y0, x1, y1] format.'},
  {file: 'sample-line.png', question: 'Read the text.'},
  {mode: 'draw', question: 'two red circles above a blue square'},
  {mode: 'edit', file: 'sample-shapes.png', question: 'make the star green'},
  {mode: 'segment', file: 'sample-shapes.png', question: 'the yellow star'}
];

let underWay = null;

const problem = text => { $('problem').textContent = text; };

export function begin() {
  media.begin(problem);
  recorder.begin(file => media.add([file], problem), problem);
  talk.begin(problem);
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
  onChange(change);
  $('samples').append(...SAMPLES.map(sample));
}

function sample({mode = 'answer', file, question}) {
  const address = `playground/${file}`;
  const button = el('button', {type: 'button', class: 'sample', onclick: async () => {
    choose(mode);
    if (file) {
      const picture = await (await fetch(address)).blob();
      media.add([new File([picture], file, {type: picture.type})], problem);
    }
    $('question').value = question;
    grow();
    $('send').focus();
  }}, file ? el('img', {src: address, alt: ''}) : null,
      el('span', {}, mode === 'answer' ? null : el('strong', {t: `mode-${mode}`}), ' ',
          el('span', {lang: 'en'}, question)));
  if (mode !== 'answer') {
    // What cannot be done is not shown as something to try.
    button.hidden = true;
    follow(() => { button.hidden = $(`mode-${mode}`).disabled; });
  }
  return button;
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
  if (!$('composer').reportValidity()) return;
  if (needs(words, files)) {
    problem(t(needs(words, files)));
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

/** Tells what is missing. */
function needs(words, files) {
  const picture = files.some(it => it.kind === 'image');
  switch (mode()) {
    case 'grounding': return words && picture ? null : 'find-needs';
    case 'draw': return words && !files.length ? null : 'draw-needs';
    case 'edit': return words && (picture || reference()) ? null : 'edit-needs';
    case 'segment': return words && (picture || reference()) ? null : 'segment-needs';
    case 'transcribe': return !words && files.some(it => it.kind === 'audio') ? null : 'transcribe-needs';
    default: return null;
  }
}

/** A picture that is to be changed is attached, where people see which it is. */
function change(picture) {
  media.clear();
  media.add([picture.file], problem);
  choose('edit');
  $('question').focus();
}

/** The focus is where it is of use: on what can be done next. */
function busy(now) {
  const focused = document.activeElement === $('send') || document.activeElement === $('stop');
  $('stop').hidden = !now;
  $('send').hidden = now;
  if (focused) $(now ? 'stop' : 'question').focus();
}
