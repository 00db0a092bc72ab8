package io.intona.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How much the web service stands. Requests go out when their time has come, whether the ones before were answered or not.
 * Needs nothing but the JDK, so {@code bench/load} starts it from its source.
 */
public final class Load {
    private static final int RATE_HZ = 48_000;
    private static final int CLIP_SECONDS = 4;
    private static final int STREAMS = 100;
    private static final int CHUNK_MS = 250;

    private final URI service;
    private final String pid;
    private final boolean quick;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final byte[] wav = wav();

    private Load(URI service, String pid, boolean quick) {
        this.service = service;
        this.pid = pid;
        this.quick = quick;
    }

    /** What came of some seconds of requests; p99 of those that were answered. */
    private record Outcome(double rate, double seconds, int sent, int answered, int refused, int lost, double p99Ms) {
        double answeredRate() {
            return answered / seconds;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: bench/load http://127.0.0.1:8080/ PID [--quick]");
            System.exit(2);
        }
        new Load(URI.create(arguments[0]), arguments[1], List.of(arguments).contains("--quick")).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        print("%s, %d cores, clips of %d s at %d Hz%n", service, cores(), CLIP_SECONDS, RATE_HZ);
        show("warm-up", at(5, quick ? 2 : 10));
        double heapBefore = heapMegabytes();
        double capacity = capacity();
        print("capacity C: %.0f clips a second%n", capacity);
        show("C/2", at(capacity / 2, quick ? 3 : 60));
        Outcome twice = at(2 * capacity, quick ? 3 : 20);
        show("2C", twice);
        print("accepted at 2C: %.2f C (wanted: above 0.8)%n", twice.answeredRate() / capacity);
        show("C/2 again", at(capacity / 2, quick ? 3 : 20));
        double heapAfter = heapMegabytes();
        print("heap after collection: %.1f MB before, %.1f MB after%n", heapBefore, heapAfter);
        streams();
        double own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        print("this program's share of the processor: %.0f %%%n", 100 * own / (System.nanoTime() - begun) / cores());
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static void show(String name, Outcome outcome) {
        print(
                "%-10s %6.1f a second for %.0f s: %d answered, %d refused, %d lost, p99 %.0f ms%n",
                name, outcome.rate, outcome.seconds, outcome.answered, outcome.refused, outcome.lost, outcome.p99Ms);
    }

    /** The highest rate with fewer than 1 % refused: doubled until it is too high, then halved into. */
    private double capacity() {
        double good = 0;
        double bad = 10;
        while (stands(bad)) {
            good = bad;
            bad *= 2;
        }
        for (int i = 0; i < (quick ? 2 : 5); i++) {
            double middle = (good + bad) / 2;
            if (stands(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private boolean stands(double rate) {
        Outcome outcome = at(rate, quick ? 2 : 10);
        show("try", outcome);
        return outcome.refused + outcome.lost < 0.01 * outcome.sent;
    }

    private Outcome at(double rate, double seconds) {
        int count = (int) Math.max(1, rate * seconds);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(service.resolve("v1/recognize"))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofByteArray(wav))
                .build();
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + Math.round(1e9 * i / rate);
            sleepUntil(due);
            all.add(client.sendAsync(request, BodyHandlers.discarding()).handle((answer, failure) -> {
                if (failure != null) {
                    lost.incrementAndGet();
                } else if (answer.statusCode() == 200) {
                    latencies.add((System.nanoTime() - due) / 1e6);
                } else {
                    refused.incrementAndGet();
                }
                return null;
            }));
        }
        all.forEach(CompletableFuture::join);
        List<Double> sorted = latencies.stream().sorted().toList();
        double p99 = sorted.isEmpty() ? Double.NaN : sorted.get((int) (0.99 * (sorted.size() - 1)));
        double took = (System.nanoTime() - begun) / 1e9;
        return new Outcome(rate, took, count, sorted.size(), refused.get(), lost.get(), p99);
    }

    private static void sleepUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    /** After a collection that jcmd asks for. */
    private double heapMegabytes() throws IOException, InterruptedException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        new ProcessBuilder(jcmd, pid, "GC.run")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        String metrics = client.send(
                        HttpRequest.newBuilder(service.resolve("metrics")).build(), BodyHandlers.ofString())
                .body();
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1e6;
    }

    /** Streams in real time; an answer is late by the time since the sound that it is due for was sent. */
    private void streams() {
        int chunks = (quick ? 3_000 : 30_000) / CHUNK_MS;
        AtomicLong latest = new AtomicLong();
        AtomicInteger answers = new AtomicInteger();
        AtomicLong begin = new AtomicLong();
        List<WebSocket> sockets = new ArrayList<>();
        URI uri = URI.create(
                service.resolve("v1/stream?every_ms=" + CHUNK_MS).toString().replaceFirst("http", "ws"));
        for (int i = 0; i < STREAMS; i++) {
            long offset = i * CHUNK_MS * 1_000_000L / STREAMS;
            sockets.add(client.newWebSocketBuilder()
                    .buildAsync(uri, new Answers(begin, offset, latest, answers))
                    .join());
        }
        long begun = System.nanoTime() + 500_000_000L;
        begin.set(begun);
        ByteBuffer sound = ByteBuffer.wrap(wav, 44, RATE_HZ * CHUNK_MS / 1000 * 2);
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int i = 0; i < STREAMS; i++) {
                sleepUntil(begun + (chunk * (long) STREAMS + i) * CHUNK_MS * 1_000_000L / STREAMS);
                sockets.get(i).sendBinary(sound.duplicate(), true).join();
            }
        }
        sleepUntil(System.nanoTime() + 1_000_000_000L);
        sockets.forEach(WebSocket::abort);
        print(
                "%d streams: %d of %d answers, latest %.0f ms after its sound (wanted: all, below 500)%n",
                STREAMS, answers.get(), STREAMS * chunks, latest.get() / 1e6);
    }

    /** What one stream is told. */
    private static final class Answers implements WebSocket.Listener {
        private final AtomicLong begin;
        private final long offset;
        private final AtomicLong latest;
        private final AtomicInteger answers;
        private final StringBuilder text = new StringBuilder();
        private int heard;

        Answers(AtomicLong begin, long offset, AtomicLong latest, AtomicInteger answers) {
            this.begin = begin;
            this.offset = offset;
            this.latest = latest;
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                if (text.indexOf("\"type\":\"heard\"") >= 0) {
                    long due = begin.get() + offset + heard++ * CHUNK_MS * 1_000_000L;
                    latest.accumulateAndGet(System.nanoTime() - due, Math::max);
                    answers.incrementAndGet();
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    /** Noise in syllables, 16 bits. */
    private static byte[] wav() {
        int bytes = 2 * CLIP_SECONDS * RATE_HZ;
        ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x46464952).putInt(36 + bytes).putInt(0x45564157); // RIFF, WAVE
        file.putInt(0x20746d66).putInt(16).putShort((short) 1).putShort((short) 1); // fmt, PCM, mono
        file.putInt(RATE_HZ).putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16);
        file.putInt(0x61746164).putInt(bytes); // data
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < bytes / 2; i++) {
            file.putShort((short) (16_000 * random.nextDouble(-1, 1) * Math.abs(Math.sin(i * 9.0 / RATE_HZ))));
        }
        return file.array();
    }
}
