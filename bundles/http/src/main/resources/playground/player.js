// Plays sound that comes in pieces, one behind the other.

export class Player {
  #context;
  #playing = new Set();
  #begun = null;
  #until = 0;

  constructor(context) {
    this.#context = context;
  }

  /** What follows is another sound. */
  next() {
    if (!this.#playing.size) this.#begun = null;
  }

  /** Plays samples behind all that came before. */
  play(samples) {
    if (!samples.length) return;
    const buffer = this.#context.createBuffer(1, samples.length, this.#context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    source.onended = () => this.#playing.delete(source);
    const now = this.#context.currentTime;
    if (this.#until < now) {
      // Nothing was heard while nothing came.
      if (this.#begun !== null) this.#begun += now - this.#until;
      this.#until = now;
    }
    this.#begun ??= this.#until;
    source.start(this.#until);
    this.#until += buffer.duration;
    this.#playing.add(source);
  }

  /**
   * Is silent at once.
   * @returns how many milliseconds were heard; null if nothing was being played
   */
  silence() {
    const playing = this.#playing.size > 0;
    const heard = Math.max(0, Math.min(this.#context.currentTime, this.#until) - (this.#begun ?? 0));
    for (const source of this.#playing) source.stop();
    this.#playing.clear();
    this.#until = 0;
    this.#begun = null;
    return playing ? Math.floor(1000 * heard) : null;
  }
}
