package io.intona.lab.corpus;

/**
 * Sound from tracks: a source at the glottis, filtered by the vocal tract, after the cascade synthesizer of Klatt (1980, doi
 * 10.1121/1.383940) and the voice source of Klatt &amp; Klatt (1990, doi 10.1121/1.398894). Used once, not thread-safe.
 *
 * <ul>
 *   <li><i>Voice</i>: while the glottis is open, x from 0 to 1, its flow changes as 2x − 3x², the derivative of Klatt's
 *       x² − x³, and not at all while it is closed. Each period is longer or shorter by jitter and louder or softer by
 *       shimmer. A one-pole low-pass tilts the spectrum; effort raises its corner.
 *   <li><i>Breath</i>: white noise at the glottis, at 0.4 of its level while the glottis is closed.
 *   <li><i>Vocal tract</i>: five {@link Resonator}s in a row, three moving formants and two fixed ones, beside a weak path
 *       past them. Noise at the lips and teeth passes one resonator of its own.
 *   <li><i>Room and microphone</i>: one resonance, a shelf for high frequencies, background noise with a rumble.
 * </ul>
 */
final class SourceFilterVoice {
    private static final int RATE = SpeechTracks.SAMPLE_RATE_HZ;
    private static final int STEP = SpeechTracks.STEP_SAMPLES;
    private static final double[] BANDWIDTH_HZ = {80, 100, 140, 220, 300};
    private static final double[] UPPER_FORMANT_HZ = {3500, 4500};

    /** Amplitude of what passes the formants by. */
    private static final double BYPASS = 0.1;

    /** Corner of the low-pass at the glottis of a speaker of tilt 0 without effort. */
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

    /**
     * The samples, {@value SpeechTracks#STEP_SAMPLES} a step.
     *
     * @param perturbation factor on the speaker's jitter and shimmer
     * @param tiltDb by how much the corner of the low-pass is raised, 20·log10 of the ratio
     * @param gain factor on the voice
     * @param noiseAmplitude of the background, re full scale
     */
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
