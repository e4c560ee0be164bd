// What is attached to a question: pictures, sounds and videos.

import {$, bytes, el} from './dom.js';
import {t} from './i18n.js';
import {state} from './live.js';

const DEFAULT_LIMIT = 64 * 2 ** 20;
const KINDS = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'bmp', 'tif', 'tiff', 'webp'],
  audio: ['wav', 'mp3', 'flac', 'ogg', 'opus', 'm4a', 'aac'],
  video: ['mp4', 'webm', 'mov', 'mkv', 'avi', '3gp']
};

let attached = [];

export const all = () => [...attached];

/** Takes files in, and says of each why not. */
export function add(files, problem) {
  const refused = [];
  for (const file of files) {
    const kind = kindOf(file);
    if (!kind) refused.push(t('unknown-kind', {name: file.name}));
    else if (tooLarge(file)) refused.push(t('too-large', sizes(file)));
    else attached.push({file, kind, name: file.name, url: URL.createObjectURL(file)});
  }
  problem(refused.join(' '));
  show();
}

export function clear() {
  attached = [];
  show();
}

const limit = () => state()?.largest_request ?? DEFAULT_LIMIT;

/** In base64 a file becomes a third larger; some room is left for the words. */
function tooLarge(file) {
  const sum = attached.reduce((total, it) => total + it.file.size, file.size);
  return sum * 4 / 3 + 100_000 > limit();
}

const sizes = file => ({name: file.name, size: bytes(file.size), limit: bytes(limit())});

function kindOf(file) {
  const kind = file.type.split('/')[0];
  if (kind in KINDS) return kind;
  const ending = file.name.split('.').pop().toLowerCase();
  return Object.keys(KINDS).find(it => KINDS[it].includes(ending));
}

function show() {
  $('attached').replaceChildren(...attached.map(chip));
}

function chip(item) {
  const remove = el('button', {
    type: 'button', class: 'quiet remove', 't-label': ['remove', {name: item.name}],
    onclick: () => {
      attached = attached.filter(it => it !== item);
      URL.revokeObjectURL(item.url);
      show();
      ($('attached').querySelector('button') ?? $('attach')).focus();
    }
  }, '×');
  const text = el('span', {class: 'chip-text'},
      el('span', {class: 'chip-name'}, item.name),
      el('span', {class: 'muted'}, bytes(item.file.size)));
  return el('li', {class: 'chip'}, preview(item, 'thumb'), text, remove);
}

/** Shows or plays an attachment. */
export function preview(item, style) {
  const words = [`${{image: 'picture', audio: 'sound', video: 'video'}[item.kind]}-of`, {name: item.name}];
  if (item.kind === 'image') {
    return el('img', {class: style, src: item.url, alt: t(...words)});
  }
  return el(item.kind, {class: style, src: item.url, controls: true, preload: 'metadata', 't-label': words});
}

/** Reads a file as a data URL that says what kind it is. */
export function dataUrl(item) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const data = reader.result.slice(reader.result.indexOf(',') + 1);
      const type = item.file.type.startsWith(item.kind + '/') ? item.file.type : `${item.kind}/${ending(item)}`;
      resolve(`data:${type.split(';')[0]};base64,${data}`);
    };
    reader.readAsDataURL(item.file);
  });
}

const ending = item => item.name.split('.').pop().toLowerCase().replace(/[^a-z0-9]/g, '') || 'x';

/** Takes what is dropped on the page or pasted into it. */
export function begin(problem) {
  const drop = $('drop');
  const hasFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');
  let inside = 0;
  addEventListener('dragenter', event => {
    if (!hasFiles(event)) return;
    inside++;
    drop.hidden = false;
  });
  addEventListener('dragleave', event => {
    if (hasFiles(event) && --inside <= 0) {
      inside = 0;
      drop.hidden = true;
    }
  });
  addEventListener('dragover', event => hasFiles(event) && event.preventDefault());
  addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside = 0;
    drop.hidden = true;
    add(event.dataTransfer.files, problem);
  });
  addEventListener('paste', event => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    add(files, problem);
  });
  $('attach').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', () => {
    add($('file').files, problem);
    $('file').value = '';
    $('question').focus();
  });
}
