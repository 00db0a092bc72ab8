package io.intona;

import io.intona.audio.AudioClip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Emotion over time in audio of any length that arrives in chunks of any size. Memory is constant, and the bits are the
 * same however the audio is cut.
 *
 * <p>{@code SpeechDetector} finds stretches of speech, between pauses. In a stretch from s to e, windows of length L start
 * at s, s + hop, s + 2 hop … as long as they end by e, and if the last of them ends before e, one more ends there. A stretch
 * shorter than L is one window; one shorter than {@value EmotionRecognizer#MIN_SECONDS} s counts as a pause. Each window is
 * a clip of its own to the model, so models whose features need the whole clip do as well. The segment of a window lasts
 * from half-way between its centre and that of the window before it to half-way to the one after it; the first begins at
 * s, the last ends at e.
 *
 * <p>A segment's end, and so the segment, is known when the window after its own has been heard, which is 0.42 s after that
 * window's end: a block of 0.01 s is decided on 0.52 s after its end, and speech takes in 0.1 s more. So where speech goes on
 * without a break a segment is given out hop + L / 2 + 0.42 s after its window's centre, 2.92 s by default, to the next block.
 * Where that next window ends in a break it waits for what follows, and the last segments of a stretch are given out the
 * pause + 0.42 s after e; both are the pause later at most, so that no segment of speech takes more than
 * hop + L / 2 + pause + 0.43 s, 3.43 s by default. A pause is given out when the first window after it has been heard. Audio
 * that is resampled takes 128 samples of the lower rate more.
 *
 * <p>Made by {@link EmotionRecognizer#timeline(int, TimelineOptions)}. Not thread-safe.
 */
public final class EmotionTimeline {
    private final EmotionRecognizer recognizer;
    private final int rateHz; // the model's
    private final boolean narrowband;
    private final long window; // samples, as all that follows
    private final long hop;
    private final long shortest;
    private final SlidingSamples audio;
    private final SpeechDetector detector;
    private final ResampledInput input;
    private final Stretch stretch = new Stretch();
    private final double[] secondsByLabel;
    private double speechSeconds;
    private long changes;
    private Optional<String> emotion = Optional.empty(); // of the last segment that has one
    private final List<Segment> finishedSegments = new ArrayList<>();
    private long told; // where the last segment ends
    private boolean finished;

    EmotionTimeline(EmotionRecognizer recognizer, int sampleRateHz, TimelineOptions options) {
        this.recognizer = recognizer;
        this.rateHz = recognizer.model().features().sampleRateHz();
        this.narrowband = sampleRateHz < rateHz;
        this.window = Math.round(options.windowSeconds() * rateHz);
        this.hop = Math.round(options.hopSeconds() * rateHz);
        recognizer.checkFrames(window, rateHz);
        this.shortest = EmotionRecognizer.leastSamples(rateHz);
        this.audio = new SlidingSamples(rateHz);
        this.detector = new SpeechDetector(rateHz, options.pauseSeconds(), stretch);
        this.input = new ResampledInput(sampleRateHz, rateHz, this::take);
        this.secondsByLabel = new double[recognizer.model().labels().size()];
    }

    /**
     * Takes {@code samples[offset … offset + count)}, mono in [−1, 1] at the rate of the audio.
     *
     * @return the segments that became finished, often none
     * @throws IllegalArgumentException if a sample is beyond ±{@link AudioClip#MAX_MAGNITUDE} or no number, or the array
     *     too short; then none of them is taken
     * @throws IllegalStateException after {@link #finish}
     */
    public List<Segment> push(float[] samples, int offset, int count) {
        if (finished) {
            throw new IllegalStateException("samples pushed after finish, expected a new timeline");
        }
        input.push(samples, offset, count);
        return giveOut();
    }

    /**
     * Says that no more samples will come.
     *
     * @return the last segments; none if the audio was empty
     * @throws IllegalStateException if called twice
     */
    public List<Segment> finish() {
        if (finished) {
            throw new IllegalStateException("timeline finished twice, expected once");
        }
        finished = true;
        input.finish();
        detector.finish();
        pauseUntil(audio.end());
        return giveOut();
    }

    /** All segments given out so far together. */
    public TimelineSummary summary() {
        List<String> labels = recognizer.model().labels();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < secondsByLabel.length; i++) {
            shares.put(labels.get(i), speechSeconds == 0 ? 0 : secondsByLabel[i] / speechSeconds);
        }
        return new TimelineSummary(seconds(told), speechSeconds, shares, changes, narrowband);
    }

    private void take(float[] samples, int offset, int count) {
        audio.append(samples, offset, count);
        detector.push(samples, offset, count);
    }

    private List<Segment> giveOut() {
        List<Segment> result = List.copyOf(finishedSegments);
        finishedSegments.clear();
        return result;
    }

    private double seconds(long sample) {
        return (double) sample / rateHz;
    }

    private void pauseUntil(long end) {
        if (told < end) {
            finishedSegments.add(new Segment(seconds(told), seconds(end), Optional.empty(), Map.of()));
            told = end;
        }
    }

    private void speechUntil(long end, Recognition recognition) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (String label : recognition.labels()) {
            probabilities.put(label, recognition.probability(label));
        }
        Optional<String> now = recognition.abstains() ? Optional.empty() : Optional.of(recognition.emotion());
        Segment segment = new Segment(seconds(told), seconds(end), now, probabilities);
        finishedSegments.add(segment);
        told = end;
        speechSeconds += segment.durationSeconds();
        if (now.isPresent()) {
            secondsByLabel[recognition.labels().indexOf(now.get())] += segment.durationSeconds();
            changes += emotion.isPresent() && !emotion.equals(now) ? 1 : 0;
            emotion = now;
        }
    }

    /** One stretch of speech after the other, cut into windows. */
    private final class Stretch implements SpeechDetector.Listener {
        private long begin;
        private long reach;
        private long windowBegin; // of the last window
        private long windowEnd;
        private Optional<Recognition> last =
                Optional.empty(); // of the last window, whose segment's end is not known yet

        @Override
        public void nothingBefore(long sample) {
            audio.forgetBefore(sample);
        }

        @Override
        public void speechBegan(long sample) {
            begin = sample;
        }

        @Override
        public void speechReaches(long sample) {
            reach = sample;
            while (next() + window <= reach) {
                hear(next(), next() + window);
                audio.forgetBefore(windowBegin);
            }
        }

        private long next() {
            return last.isPresent() ? windowBegin + hop : begin;
        }

        @Override
        public void speechEnded() {
            if (last.isPresent() && windowEnd < reach) {
                hear(reach - window, reach);
            }
            if (last.isEmpty() && reach - begin >= shortest) {
                hear(begin, reach);
            }
            last.ifPresent(recognition -> speechUntil(reach, recognition));
            last = Optional.empty();
        }

        private void hear(long from, long to) {
            AudioClip clip = audio.clip(from, to);
            if (last.isEmpty()) {
                pauseUntil(begin);
            } else {
                speechUntil((windowBegin + windowEnd + from + to) / 4, last.get());
            }
            last = Optional.of(recognizer.recognize(clip));
            windowBegin = from;
            windowEnd = to;
        }
    }
}
