package io.intona.lab.robustness;

import io.intona.SpeechStretch;
import io.intona.audio.AudioClip;
import io.intona.random.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * White Gaussian noise over the whole recording, of the power
 *
 * <pre>
 *   P_noise = P_speech / 10^(SNR/10)
 * </pre>
 *
 * where P_speech is the mean square of the samples within {@linkplain SpeechStretch stretches of speech}, of all samples
 * where there is none. Silence around the speech does not make it weaker. Nothing is clipped. The noise follows from the
 * clip's name, and is the same at every ratio but for its size.
 *
 * @param signalToNoiseDb SNR
 */
record WhiteNoise(double signalToNoiseDb) implements Condition {
    @Override
    public String name() {
        return "white noise, SNR " + Condition.number(signalToNoiseDb) + " dB";
    }

    @Override
    public AudioClip apply(AudioClip clip, String id) {
        float[] samples = clip.samples();
        double deviation = Math.sqrt(speechPower(clip, samples) / StrictMath.pow(10, signalToNoiseDb / 10));
        RandomGenerator random = RandomStreams.of(0, 0, 0, "white noise " + id, 0);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (deviation * RandomStreams.gaussian(random));
        }
        return new AudioClip(samples, clip.sampleRateHz());
    }

    private static double speechPower(AudioClip clip, float[] samples) {
        List<SpeechStretch> speech = SpeechStretch.of(clip);
        if (speech.isEmpty()) {
            speech = List.of(new SpeechStretch(0, samples.length));
        }
        double sum = 0;
        long count = 0;
        for (SpeechStretch stretch : speech) {
            for (int i = stretch.from(); i < stretch.to(); i++) {
                sum += (double) samples[i] * samples[i];
            }
            count += stretch.to() - stretch.from();
        }
        return sum / count;
    }
}
