// Calls skills by name, with their results as they come.

import {events, getJson, postJson, Refusal} from './api.js';

let known = new Map();

/** Returns the skills' descriptions by name. */
export async function descriptions() {
  const list = await getJson('v1/skills');
  known = new Map(list.data.map(it => [it.name, it]));
  return known;
}

export const described = name => known.get(name);

/**
 * Calls a skill.
 * @param hear is given each piece of text, and what is known of the progress
 * @returns {result, usage, warnings}
 */
export async function invoke(name, body, hear, signal) {
  const response = await postJson(`v1/skills/${encodeURIComponent(name)}`, body,
      {headers: {Accept: 'text/event-stream'}, signal});
  for await (const {kind, data} of events(response)) {
    const event = JSON.parse(data);
    if (kind === 'skill.text.delta') hear(event.delta);
    else if (kind === 'skill.progress') hear('', `${event.what} ${event.step}/${event.of}`);
    else if (kind === 'skill.result') return event;
    else if (kind === 'error') throw new Refusal(event.error.message, 0, event.error.code);
  }
  throw new Refusal('The stream ended before the result.', 0);
}

/** Tells which kind of media a part of a schema wants: image, audio, video, or none. */
export function mediaKind(schema) {
  const kind = /^(image|audio|video)\//.exec(schema?.contentMediaType ?? '')?.[1];
  return kind ?? null;
}

/**
 * Fills a skill's arguments from words and files: the first text takes the words, each medium the
 * files of its kind.
 * @param urls data URLs by kind
 */
export function filled(schema, words, urls) {
  const body = {};
  let spoken = false;
  for (const [name, part] of Object.entries(schema?.properties ?? {})) {
    const kind = mediaKind(part);
    const kinds = mediaKind(part.items);
    if (kind && urls[kind]?.length) body[name] = urls[kind].shift();
    else if (kinds && urls[kinds]?.length) body[name] = urls[kinds].splice(0);
    else if (words && !kind && part.type === 'string' && !part.enum && !spoken) {
      spoken = true;
      body[name] = words;
    }
  }
  return body;
}
