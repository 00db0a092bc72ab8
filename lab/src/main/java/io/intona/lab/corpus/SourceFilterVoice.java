package io.intona.lab.corpus;

/**
 * Sound from tracks: glottal pulses and noise through a cascade of formants.
 */
final class SourceFilterVoice {
    private static final int RATE = SpeechTracks.SAMPLE_RATE_HZ;
    private static final int STEP = SpeechTracks.STEP_SAMPLES;
    private static final double[] BANDWIDTH_HZ = {80, 100, 140, 220, 300};
    private static final double[] UPPER_FORMANT_HZ = {3500, 4500};
    private static final double BYPASS = 0.1;
    private static final double TILT_CUTOFF_HZ = 2500;

    private final SyntheticSpeaker speaker;
    private final Draws draws;
    private final Resonator[] formants = new Resonator[BANDWIDTH_HZ.length];
    private final Resonator friction = new Resonator(RATE);
    private final Resonator room = new Resonator(RATE);

    SourceFilterVoice(SyntheticSpeaker speaker, Draws draws) {
        this.speaker = speaker;
        this.draws = draws;
        for (int i = 0; i < formants.length; i++) {
            formants[i] = new Resonator(RATE);
        }
        room.tune(speaker.roomHz(), 800);
    }

    float[] render(SpeechTracks tracks, double perturbation, double tiltDb, double gain, double noiseAmplitude) {
        float[] samples = new float[tracks.steps * STEP];
        double openQuotient = speaker.openQuotient();
        double phase = 0;
        double periodFactor = 1;
        double pulse = 1;
        double tilted = 0;
        double rumble = 0;
        double previous = 0;
        double previousNoise = 0;
        double shelf = 0;
        double voicing = 0;
        double aspiration = 0;
        double frication = 0;
        double jitter = speaker.jitter() * perturbation;
        double shimmer = speaker.shimmerDb() * perturbation;
        for (int step = 0; step < tracks.steps; step++) {
            for (int i = 0; i < formants.length; i++) {
                double hz = i < SpeechTracks.FORMANTS
                        ? tracks.formantHz[i][step]
                        : UPPER_FORMANT_HZ[i - SpeechTracks.FORMANTS];
                formants[i].tune(hz * speaker.tractScale() * speaker.formantScale()[i], BANDWIDTH_HZ[i]);
            }
            friction.tune(tracks.fricationHz[step], 1800);
            double cutoffHz = TILT_CUTOFF_HZ * Decibels.amplitude(tracks.effortDb[step] + tiltDb);
            double tiltFactor = 1 - StrictMath.exp(-2 * StrictMath.PI * StrictMath.min(cutoffHz, 12_000) / RATE);
            double voicingStep = (tracks.voicing[step] - voicing) / STEP;
            double aspirationStep = (tracks.aspiration[step] - aspiration) / STEP;
            double fricationStep = (tracks.frication[step] - frication) / STEP;
            double cyclesPerSample = tracks.pitchHz[step] / RATE;
            for (int n = 0; n < STEP; n++) {
                voicing += voicingStep;
                aspiration += aspirationStep;
                frication += fricationStep;
                phase += cyclesPerSample * periodFactor;
                if (phase >= 1) {
                    phase -= 1;
                    periodFactor = 1 + draws.normal(jitter);
                    pulse = Decibels.amplitude(draws.normal(shimmer));
                }
                double source = 0;
                if (phase < openQuotient) {
                    double x = phase / openQuotient;
                    source = x * (2 - 3 * x) * pulse * voicing;
                }
                tilted += tiltFactor * (source - tilted);
                double noise = draws.noise();
                double glottis = tilted + noise * aspiration * (phase < openQuotient ? 1 : 0.4);
                double mouth = glottis;
                for (Resonator formant : formants) {
                    mouth = formant.filter(mouth);
                }
                double sound =
                        mouth + BYPASS * (glottis - previous) + frication * friction.filter(noise - previousNoise);
                previousNoise = noise;
                previous = glottis;
                sound += speaker.roomGain() * 0.3 * room.filter(sound);
                shelf += 0.25 * (sound - shelf);
                sound = shelf + (sound - shelf) * (1 + 0.4 * speaker.shelfGain());
                double background = draws.noise();
                rumble += 0.02 * (background - rumble);
                samples[step * STEP + n] = (float) (gain * sound + noiseAmplitude * (0.3 * background + 6 * rumble));
            }
        }
        return samples;
    }
}
