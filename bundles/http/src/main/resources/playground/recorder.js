// The microphone, recorded as the server reads it: one channel, 16 kHz, 16 bits, WAV.

import {$} from './dom.js';
import {say, t} from './i18n.js';

const RATE = 16000;
const LONGEST_SECONDS = 300;

/** Makes the button record; what was recorded is given away as a file. */
export function begin(take, problem) {
  const button = $('record');
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.AudioWorkletNode) {
    button.setAttribute('aria-disabled', 'true');
    button.addEventListener('click', () => problem(t('record-insecure')));
    return;
  }
  let running = null;
  button.addEventListener('click', async () => {
    if (running) {
      running.end();
      return;
    }
    running = {end: () => {}};
    try {
      const pieces = await record(button, recording => { running = recording; });
      take(new File([wav(pieces)], t('recorded'), {type: 'audio/wav'}));
      problem('');
    } catch (error) {
      problem(t('record-refused', {why: error.message}));
    } finally {
      running = null;
      button.classList.remove('recording');
      button.removeAttribute('aria-pressed');
      say(button, 'text', 'record');
    }
  });
}

async function record(button, started) {
  const stream = await navigator.mediaDevices.getUserMedia({audio: {channelCount: 1}});
  const context = new AudioContext({sampleRate: RATE});
  try {
    await context.audioWorklet.addModule('playground/recorder-worklet.js');
    const node = new AudioWorkletNode(context, 'recorder', {numberOfOutputs: 0});
    const pieces = [];
    node.port.onmessage = event => pieces.push(event.data);
    context.createMediaStreamSource(stream).connect(node);
    button.classList.add('recording');
    button.setAttribute('aria-pressed', 'true');
    await new Promise(resolve => {
      const begun = performance.now();
      const show = () => {
        const seconds = Math.floor((performance.now() - begun) / 1000);
        say(button, 'text', 'recording', {seconds});
        if (seconds >= LONGEST_SECONDS) end();
      };
      const timer = setInterval(show, 500);
      const end = () => {
        clearInterval(timer);
        resolve();
      };
      show();
      started({end});
    });
    return pieces;
  } finally {
    stream.getTracks().forEach(track => track.stop());
    await context.close();
  }
}

/** Writes samples from -1 to 1 as a WAV file. */
export function wav(pieces) {
  const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const word = (at, text) => [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + 2 * count, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, 2 * count, true);
  let at = 44;
  for (const piece of pieces) {
    for (const sample of piece) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
      at += 2;
    }
  }
  return view.buffer;
}
