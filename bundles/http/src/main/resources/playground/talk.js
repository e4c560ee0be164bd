// Talking: what the microphone hears goes to the server as it is said, and what it answers is played.

import {$, el} from './dom.js';
import {Answer} from './chat.js';
import {say, t} from './i18n.js';
import {keyFor} from './keys.js';
import {state} from './live.js';
import {Player} from './player.js';

const RATE = 24000;
const PIECE = RATE / 10;

/** Makes the button begin a conversation, and end it. */
export function begin(problem) {
  const button = $('talk');
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.AudioWorkletNode) {
    button.setAttribute('aria-disabled', 'true');
    button.addEventListener('click', () => problem(t('record-insecure')));
    return;
  }
  let talk = null;
  button.addEventListener('click', async () => {
    if (talk) {
      talk.end();
      return;
    }
    problem('');
    talk = new Talk(problem);
    say(button, 'text', 'talking');
    button.classList.add('recording');
    button.setAttribute('aria-pressed', 'true');
    try {
      await talk.run();
    } catch (error) {
      problem(t('record-refused', {why: error.message}));
    } finally {
      talk = null;
      button.classList.remove('recording');
      button.removeAttribute('aria-pressed');
      say(button, 'text', 'talk');
    }
  });
}

/** One conversation, from the button to the button. */
class Talk {
  #problem;
  #player;
  #socket;
  #turns = new Map();
  #answer = null;
  #item = null;
  #end = () => {};

  constructor(problem) {
    this.#problem = problem;
  }

  end() {
    this.#end();
  }

  async run() {
    const ended = new Promise(resolve => { this.#end = resolve; });
    const stream = await navigator.mediaDevices.getUserMedia(
        {audio: {channelCount: 1, echoCancellation: true, noiseSuppression: true}});
    const context = new AudioContext({sampleRate: RATE});
    this.#player = new Player(context);
    try {
      await context.audioWorklet.addModule('playground/recorder-worklet.js');
      this.#socket = this.#connect();
      const node = new AudioWorkletNode(context, 'recorder', {numberOfOutputs: 0});
      let pieces = [];
      let count = 0;
      node.port.onmessage = ({data}) => {
        pieces.push(data);
        count += data.length;
        if (count < PIECE) return;
        this.#send({type: 'input_audio_buffer.append', audio: base64(pieces, count)});
        pieces = [];
        count = 0;
      };
      context.createMediaStreamSource(stream).connect(node);
      $('welcome').hidden = true;
      await ended;
    } finally {
      this.#hangUp();
      this.#player.silence();
      this.#stopped();
      stream.getTracks().forEach(track => track.stop());
      await context.close();
    }
  }

  /** Browsers send a key as a protocol, since they can send no headers. */
  #connect() {
    const address = new URL('v1/realtime', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    address.searchParams.set('model', state()?.model ?? 'nano');
    const key = keyFor('api');
    const socket = new WebSocket(address,
        ['realtime', ...(key ? [`openai-insecure-api-key.${key}`] : [])]);
    let open = false;
    socket.onopen = () => { open = true; };
    socket.onmessage = ({data}) => this.#take(JSON.parse(data));
    socket.onclose = ({reason}) => {
      if (!open) this.#problem(t('talk-refused'));
      else if (reason) this.#problem(reason);
      this.#end();
    };
    return socket;
  }

  /** Of what is closed here, nothing is to be told; browsers complain of what was not yet open. */
  #hangUp() {
    const socket = this.#socket;
    if (!socket) return;
    socket.onmessage = socket.onclose = null;
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  #send(event) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(event));
  }

  #take(event) {
    switch (event.type) {
      case 'session.created':
        if (state()?.skills.some(it => it.name === 'transcribe')) {
          this.#send({type: 'session.update', session: {type: 'realtime',
            audio: {input: {transcription: {model: event.session.model}}}}});
        }
        break;
      case 'input_audio_buffer.speech_started':
        this.#interrupted();
        break;
      case 'input_audio_buffer.committed':
        this.#said(event.item_id);
        break;
      case 'conversation.item.input_audio_transcription.completed':
        this.#turns.get(event.item_id)?.replaceChildren(event.transcript);
        break;
      case 'response.created':
        this.#answer = new Answer();
        $('turns').append(this.#answer.element);
        this.#answer.follow();
        break;
      case 'response.output_item.added':
        this.#item = event.item.id;
        this.#player.next();
        break;
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        this.#answer?.grow(event.delta);
        break;
      case 'response.output_audio.delta':
        this.#player.play(samples(event.delta));
        break;
      case 'response.done':
        this.#done(event.response);
        break;
      case 'error':
        this.#problem(event.error.message);
        break;
    }
  }

  /** What was not heard is taken from what the model remembers of its answer. */
  #interrupted() {
    const heard = this.#player.silence();
    if (heard !== null && this.#item) {
      this.#send({type: 'conversation.item.truncate', item_id: this.#item, content_index: 0, audio_end_ms: heard});
    }
    this.#item = null;
  }

  #said(item) {
    const words = el('p', {}, '…');
    this.#turns.set(item, words);
    $('turns').append(el('li', {class: 'turn you'}, el('span', {class: 'who', t: 'you'}),
        el('div', {class: 'asked'}, words)));
    if (!state()?.skills.some(it => it.name === 'transcribe')) say(words, 'text', 'talk-said');
  }

  #done({status, status_details: details}) {
    const answer = this.#answer;
    this.#answer = null;
    if (!answer) return;
    if (status === 'failed') answer.fail(new Error(details.error.message));
    else if (status === 'cancelled') answer.end('stopped');
    else answer.finish({cut: status === 'incomplete'});
  }

  #stopped() {
    this.#answer?.end('stopped');
    this.#answer = null;
  }
}

/** Writes samples from -1 to 1 with 16 bits, in base64. */
function base64(pieces, count) {
  const view = new DataView(new ArrayBuffer(2 * count));
  let at = 0;
  for (const piece of pieces) {
    for (const sample of piece) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
      at += 2;
    }
  }
  return btoa(Array.from(new Uint8Array(view.buffer), it => String.fromCharCode(it)).join(''));
}

/** Reads samples with 16 bits from base64. */
function samples(text) {
  const bytes = Uint8Array.from(atob(text), it => it.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({length: bytes.length / 2}, (_, i) => view.getInt16(2 * i, true) / 32768);
}
