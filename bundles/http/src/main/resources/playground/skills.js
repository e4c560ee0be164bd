// The list of skills, the form that calls one, and the button that swaps one.

import {$, el} from './dom.js';
import {call} from './api.js';
import {follow, refresh} from './live.js';
import {hush, say, t} from './i18n.js';
import {elements} from './results.js';
import {fields} from './schema-form.js';
import {descriptions, described, invoke} from './skill-calls.js';
import {render} from './text.js';

/** What people look for also where no bundle brings it. */
const EXPECTED = ['draw', 'speak'];

const swapping = new Set();
let shown = '';
let underWay = null;

export function begin() {
  follow(state => {
    const skills = [...state.skills];
    for (const name of EXPECTED) {
      if (!skills.some(it => it.name === name)) skills.push({name, state: 'absent', expected: true});
    }
    update(skills, state.admin);
  });
  $('skill-close').addEventListener('click', () => $('skill').close());
  $('skill').addEventListener('close', () => underWay?.abort());
}

/** Rows stay where they are unless something has changed, so that nobody loses the focus. */
async function update(skills, admin) {
  const now = JSON.stringify([skills, admin, [...swapping]]);
  if (now === shown) return;
  shown = now;
  try {
    if (skills.some(it => it.state === 'available')) await descriptions();
  } catch {
    // They are shown without, until somebody asks the next time.
    shown = '';
  }
  const list = $('skills');
  const focused = document.activeElement?.id;
  list.replaceChildren(...skills.map(skill => row(skill, admin)));
  if (focused?.startsWith('skill-')) $(focused)?.focus();
  say($('swap-note'), 'text', admin ? 'swap-how' : 'swap-closed');
}

function row(skill, admin) {
  const available = skill.state === 'available';
  const about = el('p', {class: 'muted about'});
  if (skill.expected) say(about, 'text', `about-${skill.name}`);
  else about.textContent = described(skill.name)?.description ?? '';
  const open = el('button', {
    type: 'button', id: `skill-open-${skill.name}`, t: 'open-skill',
    't-label': ['open-skill-label', {name: skill.name}],
    onclick: () => show(skill.name)
  });
  open.disabled = !available;
  const swap = el('button', {
    type: 'button', id: `skill-swap-${skill.name}`, t: 'swap',
    't-label': ['swap-label', {name: skill.name}], 'aria-describedby': 'swap-note',
    onclick: () => swapNow(skill.name, admin)
  });
  swap.disabled = !admin || !available || swapping.has(skill.name);
  const state = el('span', {class: `state ${skill.state}`, t: `state-${skill.state}`});
  const head = el('div', {class: 'skill-head'},
      el('strong', {}, skill.name),
      el('span', {class: 'muted version'}, skill.version?.replace(/\.SNAPSHOT$/, '') ?? ''), state);
  return el('li', {class: 'skill', 'data-name': skill.name, 'data-state': skill.state}, head,
      el('div', {class: 'skill-body'}, about,
          skill.expected ? null : el('div', {class: 'actions'}, open, swap)));
}

/** Shows the form of a skill. */
function show(name) {
  const skill = described(name);
  const form = fields(skill.input_schema);
  $('skill-title').textContent = name;
  $('skill-about').textContent = skill.description;
  $('skill-result').replaceChildren();
  const send = el('button', {class: 'primary', t: 'call'});
  const stop = el('button', {type: 'button', class: 'stop', t: 'stop', hidden: true,
    onclick: () => underWay?.abort()});
  $('skill-form').replaceChildren(...form.elements,
      el('div', {class: 'actions'}, el('span', {class: 'grow'}), stop, send));
  $('skill-form').onsubmit = async event => {
    event.preventDefault();
    send.disabled = true;
    stop.hidden = false;
    await invokeNow(skill, form);
    send.disabled = false;
    stop.hidden = true;
  };
  $('skill').showModal();
}

async function invokeNow(skill, form) {
  const result = $('skill-result');
  underWay = new AbortController();
  const signal = underWay.signal;
  const words = el('div', {class: 'words'});
  const progress = el('p', {class: 'muted', role: 'status', t: 'calling'});
  result.replaceChildren(progress, words);
  let text = '';
  try {
    const begun = performance.now();
    const end = await invoke(skill.name, await form.read(), (piece, step) => {
      text += piece;
      if (step) {
        hush(progress);
        progress.textContent = step;
      }
      render(words, text);
    }, signal);
    const made = await elements(end.result, skill.output_schema, form.picture());
    say(progress, 'text', 'took', {seconds: ((performance.now() - begun) / 1000).toFixed(1)});
    result.replaceChildren(progress, ...made, ...end.warnings.map(it => el('p', {class: 'note'}, it)));
  } catch (error) {
    if (signal.aborted) say(progress, 'text', 'stopped');
    else say(progress, 'text', 'failed', {why: error.message});
  }
}

async function swapNow(name, admin) {
  const note = $('swap-outcome');
  swapping.add(name);
  say(note, 'text', 'swapping', {name});
  const button = $(`skill-swap-${name}`);
  if (button) button.disabled = true;
  const begun = performance.now();
  try {
    const address = `${admin}/admin/skills/${encodeURIComponent(name)}/swap`;
    const report = await (await call(address, {kind: 'admin', method: 'POST'})).json();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (report.reason) say(note, 'text', 'swapped-but', {name, seconds, why: report.reason});
    else say(note, 'text', 'swapped', {name, seconds});
  } catch (error) {
    say(note, 'text', 'swap-failed', {name, why: error.message});
  } finally {
    swapping.delete(name);
    if (button) button.disabled = false;
    await refresh();
  }
}
