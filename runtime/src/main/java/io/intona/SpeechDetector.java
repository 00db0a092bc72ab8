package io.intona;

/**
 * Tells speech from pauses by its energy above that of the background, which it learns as it goes on.
 *
 * <p>The background is what the quietest moments sound like: people pause between words and close their lips within them,
 * so the least power of a few seconds is that of the noise, also while somebody speaks [1]. A sound that is well above it
 * is speech if it lasts; a pause ends it only if it lasts too, as sounds such as [s] and [p] are weak [2].
 *
 * <pre>
 *   P_b   mean square of block b of 10 ms, from 80 Hz (below are wind, hum, offset) to 1500 Hz (where voices are strongest)
 *   S_b   mean of P over the blocks b − 2 … b + 2
 *   F_b   max(−75 dB re full scale, least S from b − 300 to b + 50)
 *   active where S_b > F_b + 7 dB
 * </pre>
 *
 * Speech begins with 10 active blocks in a row, ends after as many inactive ones as a pause is long, and takes in 0.1 s on
 * either side. A recording of less than 53 blocks, the look-ahead of the first, is too short to learn from, and F is −75 dB. A steady sound,
 * however loud, is background after 3 s; what changes is taken for speech whether it is or not: music, a dog, a door.
 *
 * <p>[1] R. Martin, Noise power spectral density estimation based on optimal smoothing and minimum statistics, IEEE
 * Transactions on Speech and Audio Processing 9(5), 2001, doi 10.1109/89.928915; here over the whole band. [2] L. R.
 * Rabiner, M. R. Sambur, An algorithm for determining the endpoints of isolated utterances, Bell System Technical Journal
 * 54(2), 1975, doi 10.1002/j.1538-7305.1975.tb02840.x.
 *
 * <p>Time and memory for a block are constant. Not thread-safe.
 */
final class SpeechDetector {
    private static final int BLOCKS_PER_SECOND = 100;
    private static final double HIGH_PASS_HZ = 80; // one pole
    private static final double LOW_PASS_HZ = 1500; // two poles, one after the other
    private static final int SMOOTHED = 2; // blocks on either side
    private static final int BEHIND = 300;
    private static final int AHEAD = 50;
    private static final double LEAST_FLOOR = StrictMath.pow(10, -7.5); // −75 dB
    private static final double RATIO = StrictMath.pow(10, 0.7); // 7 dB
    private static final int ONSET = 10;
    private static final int MARGIN = 10;

    private final int blockSamples;
    private final double highPass;
    private final double lowPass;
    private final int pauseBlocks;
    private final Listener listener;
    private final double[] powers = new double[2 * SMOOTHED + 1]; // ring of P
    private final double[] smoothed = new double[BEHIND + AHEAD + 1]; // ring of S
    private double previous; // sample
    private double high; // the last sample without low frequencies
    private double once; // and with fewer high ones
    private double twice;
    private double sum; // of squares in the current block
    private int inBlock; // samples in it
    private long samples;
    private long blocks; // with P
    private long smooth; // with S
    private long decided;
    private boolean speaking;
    private int onset; // active blocks in a row, while nobody speaks
    private long lastActive;

    /** Is told where speech is, in samples from the start; always with the samples up to there already pushed. */
    interface Listener {
        /** Nobody has spoken since the last speech ended and before this sample; it may begin here or later. */
        void nothingBefore(long sample);

        void speechBegan(long sample);

        /** Speech goes on at least to here. */
        void speechReaches(long sample);

        /** Speech ends where it was last said to reach. */
        void speechEnded();
    }

    SpeechDetector(int sampleRateHz, double pauseSeconds, Listener listener) {
        this.blockSamples = sampleRateHz / BLOCKS_PER_SECOND;
        this.highPass = StrictMath.exp(-2 * Math.PI * HIGH_PASS_HZ / sampleRateHz);
        this.lowPass = 1 - StrictMath.exp(-2 * Math.PI * LOW_PASS_HZ / sampleRateHz);
        this.pauseBlocks = (int) Math.round(pauseSeconds * BLOCKS_PER_SECOND);
        this.listener = listener;
    }

    void push(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            high = values[i] - previous + highPass * high;
            previous = values[i];
            once += lowPass * (high - once);
            twice += lowPass * (once - twice);
            sum += twice * twice;
            samples++;
            if (++inBlock == blockSamples) {
                endBlock();
            }
        }
    }

    /** No more samples will come. */
    void finish() {
        if (inBlock > 0) {
            endBlock();
        }
        boolean tooShort = decided == 0;
        while (decided < blocks) {
            if (smooth < blocks) {
                smooth();
            }
            decide(tooShort ? LEAST_FLOOR : floor());
        }
        if (speaking) {
            listener.speechEnded();
        }
    }

    private void endBlock() {
        powers[(int) (blocks % powers.length)] = sum / inBlock;
        blocks++;
        sum = 0;
        inBlock = 0;
        if (blocks > SMOOTHED) {
            smooth();
        }
        if (smooth > AHEAD) {
            decide(floor());
        }
    }

    /** S of the next block. */
    private void smooth() {
        long from = Math.max(0, smooth - SMOOTHED);
        long to = Math.min(blocks, smooth + SMOOTHED + 1);
        double total = 0;
        for (long block = from; block < to; block++) {
            total += powers[(int) (block % powers.length)];
        }
        smoothed[(int) (smooth % smoothed.length)] = total / (to - from);
        smooth++;
    }

    /** F of the next block to decide. */
    private double floor() {
        double least = Double.POSITIVE_INFINITY;
        for (long block = Math.max(0, decided - BEHIND); block < smooth; block++) {
            least = Math.min(least, smoothed[(int) (block % smoothed.length)]);
        }
        return Math.max(LEAST_FLOOR, least);
    }

    private void decide(double floor) {
        boolean active = smoothed[(int) (decided % smoothed.length)] > RATIO * floor;
        long block = decided++;
        if (!speaking) {
            onset = active ? onset + 1 : 0;
            long begin = sampleAt(block + 1 - onset - MARGIN);
            if (onset < ONSET) {
                listener.nothingBefore(begin);
                return;
            }
            speaking = true;
            onset = 0;
            listener.speechBegan(begin);
        }
        if (active) {
            lastActive = block;
            listener.speechReaches(sampleAt(block + 1 + MARGIN));
        } else if (block - lastActive >= pauseBlocks) {
            speaking = false;
            listener.speechEnded();
        }
    }

    private long sampleAt(long block) {
        return Math.max(0, Math.min(samples, block * blockSamples));
    }
}
