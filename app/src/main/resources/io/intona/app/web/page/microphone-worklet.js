/** Hands the microphone's samples on in blocks of some 40 ms; the mean of the channels. */
class Blocks extends AudioWorkletProcessor {
  #block = new Float32Array(2048);
  #filled = 0;

  constructor() {
    super();
    this.port.onmessage = () => {
      if (this.#filled > 0) {
        this.port.postMessage(this.#block.slice(0, this.#filled));
      }
      this.port.postMessage(null);
      this.#filled = 0;
    };
  }

  process([channels]) {
    for (let i = 0; channels.length > 0 && i < channels[0].length; i++) {
      let sum = 0;
      for (const channel of channels) {
        sum += channel[i];
      }
      this.#block[this.#filled++] = sum / channels.length;
      if (this.#filled === this.#block.length) {
        this.port.postMessage(this.#block.slice());
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("blocks", Blocks);
