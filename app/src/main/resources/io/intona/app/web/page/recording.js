// From a sound to what is heard in it.
import { isBusy, recognize } from "./server.js";

/** Rate at which waveforms are decoded to be drawn. */
const DRAWING_RATE_HZ = 16_000;

/** Longest time that a busy server is waited for, in seconds. */
const MAX_WAIT_SECONDS = 10;

/**
 * Recognises a sound.
 *
 * @param name of it
 * @param audio a file or another Blob
 * @param model the answer of /v1/model
 */
export async function heard(name, audio, model) {
  const wave = await decoded(await bytesOf(audio, model.limits.body_bytes));
  const short = wave === null || wave.seconds <= model.limits.features_seconds;
  const answer = await asked(audio, short, wave === null);
  return {
    name, audio, answer,
    wave: wave && wave.samples,
    seconds: answer.seconds,
    vectors: model.attention_vectors,
  };
}

/** The bytes of what may be a folder, or a file that has gone, or larger than the server takes. */
async function bytesOf(audio, most) {
  if (audio.size > most) {
    throw { word: "tooLarge", value: Math.round((10 * most) / 2 ** 20) / 10 };
  }
  try {
    return await audio.arrayBuffer();
  } catch {
    throw { word: "unreadable" };
  }
}

/** With features; without, where it is too long for them, which the server alone knows of sound that the browser cannot read. */
async function asked(audio, withFeatures, again) {
  try {
    return await patiently(audio, { timeline: true, attention: withFeatures, features: withFeatures });
  } catch (problem) {
    if (again && problem.status === 422) {
      return patiently(audio, { timeline: true });
    }
    throw problem;
  }
}

/** Asks; once more, when it wants to be asked again, if the server is busy and wants that soon. */
async function patiently(audio, wanted) {
  try {
    return await recognize(audio, wanted);
  } catch (problem) {
    if (!(isBusy(problem) && problem.waitSeconds <= MAX_WAIT_SECONDS)) {
      throw problem;
    }
    await new Promise(resolve => setTimeout(resolve, 1000 * problem.waitSeconds));
    return recognize(audio, wanted);
  }
}

/** Mean of the channels, at a rate fit for drawing; null if the browser does not know the format. */
async function decoded(bytes) {
  try {
    const context = new OfflineAudioContext(1, 1, DRAWING_RATE_HZ);
    const buffer = await context.decodeAudioData(bytes);
    const samples = new Float32Array(buffer.length);
    for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
      buffer.getChannelData(channel).forEach((sample, i) => {
        samples[i] += sample / buffer.numberOfChannels;
      });
    }
    return { samples, seconds: buffer.duration };
  } catch {
    return null;
  }
}
