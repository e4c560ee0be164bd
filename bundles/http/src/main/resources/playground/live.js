// What goes on in the server, asked about every second while the page is looked at.

import {$, bytes, el} from './dom.js';
import {getJson} from './api.js';
import {hush, say} from './i18n.js';

const EVERY = 1000;
const SECONDS = 60;
const HOLDERS = 8;

const listeners = [];
const speeds = [];
let latest = null;
let again = null;
let asked = 0;
let declined = false;

/** Returns what was told last; null before the first answer. */
export const state = () => latest;

/** Calls somebody with each new state. */
export const follow = listener => listeners.push(listener);

/** Asks now, as when something has been done that changes it. */
export async function refresh() {
  clearTimeout(again);
  const mine = ++asked;
  try {
    // Only the first time a person is asked for a key; who declines is not asked every second.
    latest = await getJson('v1/state', {quiet: latest !== null || declined});
    $('dot').className = 'dot on';
    show(latest);
    listeners.forEach(it => it(latest));
  } catch (error) {
    declined ||= error.status === 401;
    $('dot').className = 'dot off';
    say($('model'), 'text', error.status === 401 ? 'locked' : 'offline');
  }
  if (mine === asked && document.visibilityState === 'visible') again = setTimeout(refresh, EVERY);
}

export function begin() {
  document.addEventListener('visibilitychange',
      () => document.visibilityState === 'visible' && refresh());
  return refresh();
}

function show(state) {
  hush($('model'));
  if (state.model) $('model').textContent = state.model;
  else say($('model'), 'text', 'no-model');
  $('tokens').textContent = state.tokens_per_second;
  $('running').textContent = state.queue.running;
  $('waiting').textContent = state.queue.waiting;
  draw(state.tokens_per_second);
  remember(state.memory);
}

function draw(speed) {
  speeds.push(speed);
  if (speeds.length > SECONDS) speeds.shift();
  const top = Math.max(10, ...speeds);
  const points = speeds.map((it, i) => [300 - 300 * (speeds.length - 1 - i) / (SECONDS - 1), 46 - 44 * it / top]);
  const line = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
  $('curve').firstElementChild.setAttribute('d', `M${points[0][0].toFixed(1)} 48L${line}L300 48Z`);
}

function remember(memory) {
  if (!memory) {
    say($('used'), 'text', 'no-memory');
    $('bar').replaceChildren();
    $('holders').replaceChildren();
    return;
  }
  if (memory.holders.length) say($('used'), 'text', 'used', {used: bytes(memory.used), limit: bytes(memory.limit)});
  else say($('used'), 'text', 'nothing-held');
  const holders = memory.holders.slice(0, HOLDERS);
  $('bar').replaceChildren(...holders.map(part).filter(it => it));
  function part(holder, i) {
    if (!holder.counts) return null;
    const element = el('span', {class: `colour-${i % 6}`});
    element.style.width = `max(2px, ${100 * holder.bytes / memory.limit}%)`;
    return element;
  }
  $('holders').replaceChildren(...holders.map((holder, i) => el('li', {},
      el('span', {class: `swatch ${holder.counts ? `colour-${i % 6}` : 'mapped'}`, 'aria-hidden': 'true'}),
      el('span', {class: 'holder'}, `${holder.bundle.replace(/^io\.mingle\./, '')} `,
          el('span', {class: 'muted'}, holder.purpose)),
      el('span', {class: 'amount'}, bytes(holder.bytes)))));
}
