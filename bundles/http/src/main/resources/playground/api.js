// Calls of the server: the key, errors as sentences, and events as they come.

import {askFor, keyFor} from './keys.js';
import {t} from './i18n.js';

/** What the server has refused, or why it could not be asked. */
export class Refusal extends Error {
  constructor(message, status, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Calls the server, and asks a person for a key where one is missing.
 * @param options as of fetch; kind is api or admin, quiet asks nobody for a key
 */
export async function call(address, {kind = 'api', quiet = false, ...options} = {}) {
  // Nobody is an admin without a key, so that nothing is asked in vain.
  if (kind === 'admin' && !keyFor(kind) && !await askFor(kind)) throw unkeyed();
  for (;;) {
    const key = keyFor(kind);
    const headers = {...options.headers, ...(key && {Authorization: `Bearer ${key}`})};
    const response = await send(address, {...options, headers, cache: 'no-store'});
    if (response.ok) return response;
    const refusal = await explained(response);
    if (response.status !== 401 || quiet) throw refusal;
    // Somebody may have given one meanwhile.
    if (keyFor(kind) === key && !await askFor(kind, refusal.message)) {
      throw unkeyed();
    }
  }
}

const unkeyed = () => new Refusal(t('no-key'), 401, 'no-key');

async function send(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(t('unreachable'), 0, 'unreachable');
  }
}

async function explained(response) {
  const text = await response.text();
  try {
    const {error} = JSON.parse(text);
    return new Refusal(error.message, response.status, error.code);
  } catch {
    return new Refusal(`${response.status} ${response.statusText}`, response.status);
  }
}

export const getJson = async (address, options) => (await call(address, options)).json();

export const postJson = (address, body, options = {}) => call(address, {
  ...options,
  method: 'POST',
  headers: {...options.headers, 'Content-Type': 'application/json'},
  body: JSON.stringify(body)
});

/**
 * Gives the server-sent events of a response: {kind, data}.
 * @param remark is given what stands between them for people: how far it is
 */
export async function* events(response, remark = () => {}) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return;
      const parts = (rest + value).split('\n\n');
      rest = parts.pop();
      for (const part of parts) {
        const event = parsed(part);
        if (event) yield event;
        else if (part.startsWith(': ')) remark(part.slice(2));
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** What has no data keeps the connection alive, and nothing else. */
function parsed(part) {
  let kind = '';
  const data = [];
  for (const line of part.split('\n')) {
    if (line.startsWith('event:')) kind = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length ? {kind, data: data.join('\n')} : null;
}
