package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.app.json.Json;
import io.intona.audio.AudioClip;
import io.intona.kernel.Kernels;
import java.util.SplittableRandom;

/**
 * Hearing noise before the first client comes. Java interprets a program at first and compiles what is used often: a hundred
 * streams that begin at once would hear nothing for seconds. So it is used often before, as recordings and as live streams,
 * until it does not become faster.
 */
public final class Practice {
    /** At which hardly any model hears, so that resampling is practised too. */
    private static final int RATE_HZ = 32_000;

    private static final int CLIP_SECONDS = 4;
    private static final int EVERY_MS = 250;

    /** Enough, if in so many rounds none was faster by this much than all before, or it took so long. */
    private static final int ROUNDS_WITHOUT_GAIN = 3;

    private static final double GAIN = 0.9;
    private static final double MAX_SECONDS = 4;

    private Practice() {}

    /** Returns when it does not become faster, or after {@value #MAX_SECONDS} seconds. */
    public static void run(EmotionRecognizer recognizer, Kernels kernels, Settings settings) {
        Hearing hearing = new Hearing(recognizer, kernels, settings);
        float[] noise = noise();
        double fastest = Double.POSITIVE_INFINITY;
        int withoutGain = 0;
        Deadline deadline = Deadline.in(MAX_SECONDS);
        while (withoutGain < ROUNDS_WITHOUT_GAIN && !deadline.hasPassed()) {
            long begun = System.nanoTime();
            round(recognizer, hearing, settings, noise);
            double took = System.nanoTime() - begun;
            withoutGain = took < GAIN * fastest ? 0 : withoutGain + 1;
            fastest = Math.min(fastest, took);
        }
    }

    private static void round(EmotionRecognizer recognizer, Hearing hearing, Settings settings, float[] noise) {
        Json.line(hearing.answer(new AudioClip(noise, RATE_HZ), new Wanted(true, false, false)));
        if (ModelAnswer.streams(recognizer)) {
            StreamQuery query = new StreamQuery(RATE_HZ, EVERY_MS, PcmDecoder.Encoding.S16LE);
            LiveHearing live = new LiveHearing(recognizer, query, settings.timeline(), Json::line);
            live.push(noise);
            live.finish();
        }
    }

    /** Noise in syllables. */
    private static float[] noise() {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[CLIP_SECONDS * RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextDouble(-0.5, 0.5) * Math.abs(Math.sin(i * 9.0 / RATE_HZ)));
        }
        return samples;
    }
}
