package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.EmotionStream;
import io.intona.EmotionTimeline;
import io.intona.RecentEmotion;
import io.intona.TimelineOptions;
import java.util.function.Consumer;

/**
 * From the samples of a live stream to what is said of it: impressions and segments. Which there are depends on the sound
 * alone, not on how it is cut. Not thread-safe.
 */
final class LiveHearing {
    private final StreamQuery query;
    private final EmotionStream soFar;
    private final RecentEmotion recent;
    private final EmotionTimeline timeline;
    private final Consumer<StreamMessage> listener;
    private long heard; // samples
    private long answers;

    LiveHearing(
            EmotionRecognizer recognizer,
            StreamQuery query,
            TimelineOptions options,
            Consumer<StreamMessage> listener) {
        this.query = query;
        this.soFar = recognizer.stream(query.sampleRateHz());
        this.recent = soFar.recent();
        this.timeline = recognizer.timeline(query.sampleRateHz(), options);
        this.listener = listener;
    }

    /** How much was heard. */
    double seconds() {
        return query.seconds(heard);
    }

    /**
     * Hears more.
     *
     * @throws IllegalArgumentException if a sample is none
     */
    void push(float[] samples) {
        int done = 0;
        while (done < samples.length) {
            long due = query.samplesAt(answers + 1);
            int next = (int) Math.min(samples.length - done, due - heard);
            soFar.push(samples, done, next);
            timeline.push(samples, done, next).forEach(segment -> listener.accept(new StreamMessage.Piece(segment)));
            heard += next;
            done += next;
            if (heard == due) {
                answers++;
                answer();
            }
        }
    }

    private void answer() {
        if (soFar.frames() > 0) {
            listener.accept(new StreamMessage.Heard(
                    StreamMessage.Impression.of(soFar, seconds()),
                    StreamMessage.Impression.of(recent, seconds() - recent.startSeconds())));
        }
    }

    /** Says that no more will come. */
    void finish() {
        soFar.finish();
        timeline.finish().forEach(segment -> listener.accept(new StreamMessage.Piece(segment)));
        listener.accept(new StreamMessage.Final(StreamMessage.Impression.of(soFar, seconds()), timeline.summary()));
    }
}
