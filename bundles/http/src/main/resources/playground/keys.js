// Keys live in this tab alone. Who is asked for one is asked once at a time.

import {$} from './dom.js';
import {say, hush} from './i18n.js';

const names = {api: 'mingle-key', admin: 'mingle-admin-key'};
const asking = {};

export const keyFor = kind => sessionStorage.getItem(names[kind]);

/** Asks a person for a key; answers false if none was given. */
export function askFor(kind, refusal) {
  asking[kind] ??= ask(kind, refusal).finally(() => delete asking[kind]);
  return asking[kind];
}

function ask(kind, refusal) {
  const dialog = $('ask-key');
  const value = $('key-value');
  if (dialog.open) return Promise.resolve(false);
  say($('ask-key-title'), 'text', kind === 'api' ? 'ask-key' : 'ask-admin');
  hush($('ask-key-why'));
  if (refusal && keyFor(kind)) say($('ask-key-why'), 'text', 'key-refused', {why: refusal});
  else say($('ask-key-why'), 'text', kind === 'api' ? 'ask-key-why' : 'ask-admin-why');
  value.value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      const key = value.value.trim();
      value.value = '';
      const given = dialog.returnValue === 'use' && key !== '';
      if (given) sessionStorage.setItem(names[kind], key);
      resolve(given);
    }, {once: true});
  });
}

export function begin() {
  $('key-cancel').addEventListener('click', () => $('ask-key').close('cancel'));
  $('key').addEventListener('click', () => askFor('api'));
}
