// What the composer does with a question: answers it, or calls a skill that people look for.

import {$, el} from './dom.js';
import {follow, state} from './live.js';
import {say, hush} from './i18n.js';

const SKILLS = ['grounding', 'draw', 'speak'];
const HINTS = {answer: 'question-hint', grounding: 'phrase-hint', draw: 'draw-hint', speak: 'speak-hint'};

/** Returns answer, or the name of a skill. */
export const mode = () => document.querySelector('input[name=mode]:checked').value;

export function begin() {
  $('modes').append(...['answer', ...SKILLS].map(choice));
  $('modes').querySelector('input').checked = true;
  $('modes').addEventListener('change', hint);
  hint();
  follow(update);
}

function choice(name) {
  const input = el('input', {type: 'radio', name: 'mode', value: name, id: `mode-${name}`});
  return el('span', {class: 'mode'}, input, el('label', {for: input.id, t: `mode-${name}`}));
}

const hint = () => say($('question'), 'placeholder', HINTS[mode()]);

/** What is absent is shown, and told. */
function update() {
  const there = state().skills.filter(it => it.state !== 'absent').map(it => it.name);
  const absent = SKILLS.filter(it => !there.includes(it));
  for (const name of SKILLS) $(`mode-${name}`).disabled = absent.includes(name);
  if (absent.includes(mode())) {
    $('mode-answer').checked = true;
    hint();
  }
  const note = $('modes-note');
  if (absent.includes('draw') && absent.includes('speak')) say(note, 'text', 'absent-both');
  else if (absent.length) say(note, 'text', `absent-${absent[0]}`);
  else hush(note);
}
