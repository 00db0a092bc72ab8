// The microphone: raw samples in blocks until it is stopped.

/** Longest recording, in seconds; the server's default limit. */
const MAX_SECONDS = 600;

/**
 * Starts the microphone. `listen(block)` gets each block of samples, `full()` is called when the longest recording is reached.
 * The answer's `stop()` resolves to all blocks.
 */
export async function openMicrophone(listen, full) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule("microphone-worklet.js");
    await context.resume();
  } catch (error) {
    stream.getTracks().forEach(track => track.stop());
    await context.close();
    throw error;
  }
  const source = context.createMediaStreamSource(stream);
  const worklet = new AudioWorkletNode(context, "blocks", { numberOfOutputs: 0 });
  const blocks = [];
  let samples = 0;
  let ended = () => {};
  worklet.port.onmessage = ({ data: block }) => {
    if (block === null) {
      ended();
      return;
    }
    blocks.push(block);
    samples += block.length;
    listen(block);
    if (samples >= MAX_SECONDS * context.sampleRate) {
      full();
    }
  };
  source.connect(worklet);
  return {
    sampleRateHz: context.sampleRate,
    seconds: () => samples / context.sampleRate,
    async stop() {
      await new Promise(resolve => {
        ended = resolve;
        worklet.port.postMessage("end");
      });
      source.disconnect();
      stream.getTracks().forEach(track => track.stop());
      await context.close();
      return blocks;
    },
  };
}

/** Level of a block in decibels of full scale, -60 at least. */
export function level(block) {
  let energy = 0;
  for (const sample of block) {
    energy += sample * sample;
  }
  return Math.max(-60, 10 * Math.log10(energy / block.length + 1e-12));
}
