// What the composer does with a question: answers it, or calls what people look for.

import {$, el} from './dom.js';
import {follow, state} from './live.js';
import {say, hush} from './i18n.js';

const SKILLS = ['grounding', 'draw', 'edit', 'segment', 'transcribe', 'speak'];
/** What people would not miss is not shown before it is there. */
const ONLY_IF_THERE = ['edit', 'segment', 'transcribe'];
const HINTS = {
  answer: 'question-hint', grounding: 'phrase-hint', draw: 'draw-hint', edit: 'edit-hint',
  segment: 'segment-hint', transcribe: 'transcribe-hint', speak: 'speak-hint'
};
const DRAWN = ['draw', 'edit'];
/** What this bundle is to mark, it has drawn over. */
const DRAWS = 'io.mingle.skill.segmentation';

/** Returns answer, or the name of a skill. */
export const mode = () => document.querySelector('input[name=mode]:checked').value;

/** Chooses one that is there. */
export function choose(name) {
  $(`mode-${name}`).checked = true;
  chosen();
}

export function begin() {
  $('modes').append(...['answer', ...SKILLS].map(choice));
  for (const name of ONLY_IF_THERE) $(`mode-${name}`).parentElement.hidden = true;
  $('modes').querySelector('input').checked = true;
  $('modes').addEventListener('change', chosen);
  chosen();
  follow(update);
}

function choice(name) {
  const input = el('input', {type: 'radio', name: 'mode', value: name, id: `mode-${name}`});
  return el('span', {class: 'mode'}, input, el('label', {for: input.id, t: `mode-${name}`}));
}

function chosen() {
  say($('question'), 'placeholder', HINTS[mode()]);
  // What is not seen must not keep a question from being sent.
  $('drawing').hidden = $('drawing').disabled = !DRAWN.includes(mode());
}

/** A bundle alone is not enough: it takes a model with a picture generator, or with ears. */
function can({name, bundle}) {
  if (DRAWN.includes(name) || bundle === DRAWS) return state().draws;
  return name !== 'transcribe' || state().hears;
}

/** What is absent is shown, and told. */
function update() {
  const there = state().skills.filter(it => it.state !== 'absent' && can(it)).map(it => it.name);
  const absent = SKILLS.filter(it => !there.includes(it));
  for (const name of SKILLS) $(`mode-${name}`).disabled = absent.includes(name);
  for (const name of ONLY_IF_THERE) $(`mode-${name}`).parentElement.hidden = absent.includes(name);
  if (absent.includes(mode())) choose('answer');
  const note = $('modes-note');
  const missed = absent.filter(it => !ONLY_IF_THERE.includes(it));
  if (missed.includes('draw') && missed.includes('speak')) say(note, 'text', 'absent-both');
  else if (missed.length) say(note, 'text', `absent-${missed[0]}`);
  else hush(note);
}
