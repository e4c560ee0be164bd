// A form made of a skill's input schema.

import {el} from './dom.js';
import {t} from './i18n.js';
import {dataUrl} from './media.js';
import {mediaKind} from './skill-calls.js';

let numbers = 0;

/**
 * Makes the fields of a form.
 * @returns {elements, read, picture}: read gives the arguments, or throws with a sentence; picture
 *   gives the first picture that was chosen, as {url, name}
 */
export function fields(schema) {
  const names = Object.keys(schema.properties ?? {});
  if (!names.length) return wholeObject(schema);
  const all = names.map(name => field(name, schema.properties[name], (schema.required ?? []).includes(name)));
  return {
    elements: all.map(it => it.element),
    read: async () => {
      const body = {};
      for (const it of all) {
        const value = await it.read();
        if (value !== undefined) body[it.name] = value;
      }
      return body;
    },
    picture: () => all.map(it => it.picture()).find(it => it) ?? null
  };
}

function wholeObject(schema) {
  const example = Object.fromEntries((schema.required ?? []).map(name => [name, '']));
  const id = `field-${++numbers}`;
  const input = el('textarea', {id, rows: '4', spellcheck: 'false'}, JSON.stringify(example, null, 2));
  return {
    elements: [el('div', {class: 'form-field'}, el('label', {for: id, t: 'arguments'}), input)],
    read: async () => json('JSON', input.value),
    picture: () => null
  };
}

function json(name, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(t('not-json', {name, why: error.message}));
  }
}

function field(name, schema, needed) {
  const id = `field-${++numbers}`;
  const {input, read} = control(name, schema, needed);
  input.id = id;
  if (needed) input.setAttribute('required', '');
  const label = el('label', {for: id}, name);
  if (needed) label.append(' ', el('span', {class: 'muted', t: 'needed'}));
  const help = [schema.description, schema.type === 'array' && isText(schema.items) && t('one-a-line')]
      .filter(it => it).join(' ');
  const note = help ? el('p', {class: 'note', id: `${id}-note`}, help) : null;
  if (note) input.setAttribute('aria-describedby', note.id);
  return {
    name, read,
    element: el('div', {class: schema.type === 'boolean' ? 'form-field inline' : 'form-field'}, label, input, note),
    picture: () => {
      const file = input.type === 'file' && [...input.files].find(it => it.type.startsWith('image/'));
      return file ? {url: URL.createObjectURL(file), name: file.name} : null;
    }
  };
}

const isText = schema => schema?.type === 'string' && !mediaKind(schema);

/** What is left empty is left out. */
function control(name, schema, needed) {
  const kind = mediaKind(schema) ?? mediaKind(schema.items);
  if (kind) return files(kind, schema.type === 'array');
  if (schema.enum) return choice(schema.enum, needed);
  if (schema.type === 'boolean') {
    const input = el('input', {type: 'checkbox'});
    return {input, read: () => input.checked};
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    const input = el('input', {
      type: 'number', min: schema.minimum, max: schema.maximum,
      step: schema.type === 'integer' ? '1' : 'any', value: schema.default
    });
    return {input, read: () => input.value === '' ? undefined : Number(input.value)};
  }
  if (schema.type === 'string') {
    const input = el('textarea', {rows: '1', maxlength: schema.maxLength}, schema.default ?? '');
    return {input, read: () => input.value === '' ? undefined : input.value};
  }
  const input = el('textarea', {rows: '2', spellcheck: 'false'});
  const lines = schema.type === 'array' && isText(schema.items);
  if (!lines) input.placeholder = t('json-here');
  return {
    input,
    read: () => {
      if (!input.value.trim()) return undefined;
      return lines ? input.value.split('\n').filter(it => it.trim()) : json(name, input.value);
    }
  };
}

function files(kind, multiple) {
  const input = el('input', {type: 'file', accept: `${kind}/*`, multiple});
  const read = async () => {
    const urls = await Promise.all([...input.files].map(file => dataUrl({file, kind, name: file.name})));
    if (!urls.length) return undefined;
    return multiple ? urls : urls[0];
  };
  return {input, read};
}

function choice(values, needed) {
  const input = el('select', {}, needed ? null : el('option', {value: ''}),
      ...values.map((value, i) => el('option', {value: String(i)}, String(value))));
  return {input, read: () => input.value === '' ? undefined : values[Number(input.value)]};
}
