package io.intona.app.cli;

import io.intona.audio.AudioClip;
import io.intona.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Recordings of noise that rises and falls, from a seed. */
public final class TestClips {
    private TestClips() {}

    public static AudioClip clip(int seed, int samples, int sampleRateHz) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (random.nextDouble(-0.5, 0.5) * Math.abs(Math.sin(i * 9.0 / sampleRateHz)));
        }
        return new AudioClip(values, sampleRateHz);
    }

    public static Path write(Path file, int seed, int samples, int sampleRateHz) throws IOException {
        Files.createDirectories(file.getParent());
        WavWriter.write(clip(seed, samples, sampleRateHz), file, WavWriter.Encoding.FLOAT_32);
        return file;
    }
}
