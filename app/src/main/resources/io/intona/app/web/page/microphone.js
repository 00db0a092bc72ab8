// The microphone: raw samples in blocks until it is stopped.
import { samplesIn } from "./wav.js";

/** Recordings at higher rates than this, or the model's, the server wants in proportion less long. */
const ORDINARY_RATE_HZ = 48_000;

/**
 * Starts the microphone. `listen(block)` gets each block of samples, `full()` is called when the recording is as long as the
 * server takes, by `model`, its answer of v1/model. The answer's `stop()` resolves to all blocks.
 */
export async function openMicrophone(model, listen, full) {
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
  const most = mostSamples(model, context.sampleRate);
  const blocks = [];
  let samples = 0;
  let ended = () => {};
  worklet.port.onmessage = ({ data: block }) => {
    if (block === null) {
      ended();
      return;
    }
    if (samples === most) {
      return;
    }
    const kept = block.subarray(0, most - samples);
    blocks.push(kept);
    samples += kept.length;
    listen(kept);
    if (samples === most) {
      full();
    }
  };
  source.connect(worklet);
  return {
    sampleRateHz: context.sampleRate,
    mostSeconds: most / context.sampleRate,
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

/** Of a recording that is sent as WAV. */
function mostSamples({ limits, sample_rate_hz: modelRateHz }, sampleRateHz) {
  const rateHz = Math.min(sampleRateHz, Math.max(ORDINARY_RATE_HZ, modelRateHz));
  return Math.min(Math.floor(limits.audio_seconds * rateHz), samplesIn(limits.body_bytes));
}

/** Level of a block in decibels of full scale, -60 at least. */
export function level(block) {
  let energy = 0;
  for (const sample of block) {
    energy += sample * sample;
  }
  return Math.max(-60, 10 * Math.log10(energy / block.length + 1e-12));
}
