package io.intona.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How much the web service stands. Requests and chunks of sound go out when their time has come, whether the ones before
 * were answered or not; how late this program itself was with that is told apart. Needs nothing but the JDK, so
 * {@code bench/load} starts it from its source.
 */
public final class Load {
    private static final int RATE_HZ = 48_000;
    private static final int CLIP_SECONDS = 4;
    private static final int CHUNK_MS = 250;

    /** Streams begin at so many times, a chunk apart: the service hears a window of the timeline every second. */
    private static final int STARTS = 1000 / CHUNK_MS;

    /** Requests that may be under way, which bounds the memory of this program; more are not sent and count as lost. */
    private static final int MOST_UNDER_WAY = 2000;

    /** For a request. */
    private static final int MOST_SECONDS = 60;

    /** After which the service is at rest: threads that have nothing to do end after ten seconds. */
    private static final long REST_NANOS = 20_000_000_000L;

    private static final int NO_ANSWER = -1;

    /** What is wanted, as in {@code bench/LOAD.md}. */
    private static final double LEAST_CAPACITY = 20;

    private static final double MOST_P99_MS = 250;
    private static final double LEAST_ACCEPTED = 0.8;
    private static final double MOST_HEAP_GROWTH = 0.1;
    private static final double MOST_LATE_MS = 500;

    /** As many as the service takes unless it is told otherwise. */
    private static final int STREAMS = 100;

    private final URI service;
    private final long pid;
    private final boolean quick;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final byte[] wav = wav();
    private final List<String> table = new ArrayList<>();

    private Load(URI service, long pid, boolean quick) {
        this.service = service;
        this.pid = pid;
        this.quick = quick;
    }

    /** What came of some seconds of requests; p99 of those that were answered. */
    private record Outcome(double rate, double seconds, int sent, int answered, int refused, int lost, double p99Ms) {
        double answeredRate() {
            return answered / seconds;
        }

        boolean isWhole() {
            return refused == 0 && lost == 0 && p99Ms < MOST_P99_MS;
        }

        String found() {
            return text("%d of %d; %.0f ms", refused + lost, sent, p99Ms);
        }
    }

    /** What came of live streams: answers, how late they and this program were. */
    private record Heard(int streams, int expected, int answers, double p99Ms, double latestMs, double ownLatestMs) {
        boolean isWhole() {
            return answers == expected && latestMs < MOST_LATE_MS;
        }

        String found() {
            return text(
                    "%d of %d; %.0f ms, p99 %.0f ms (sent up to %.0f ms late)",
                    answers, expected, latestMs, p99Ms, ownLatestMs);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || !arguments[1].matches("[0-9]+")) {
            System.err.println("usage: bench/load http://127.0.0.1:8080/ PID [--quick]");
            System.exit(2);
        }
        System.setProperty("http.maxConnections", String.valueOf(MOST_UNDER_WAY)); // that wait to be used again
        new Load(
                        URI.create(arguments[0]),
                        Long.parseLong(arguments[1]),
                        List.of(arguments).contains("--quick"))
                .run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        print("%s, %d cores, clips of %d s at %d Hz", service, cores(), CLIP_SECONDS, RATE_HZ);
        Cpu begin = cpu();
        Heard cold = streams(STREAMS, quick ? 3 : 10);
        show("cold", at(LEAST_CAPACITY, quick ? 2 : 10));
        show("warm-up", at(LEAST_CAPACITY, quick ? 5 : 20));
        double heapBefore = heapMegabytes();
        double capacity = capacity();
        row(
                "capacity C, clips a second",
                text("at least %.0f", LEAST_CAPACITY),
                text("%.0f", capacity),
                capacity >= LEAST_CAPACITY);
        Outcome half = show("C/2", at(capacity / 2, seconds(60)));
        row("C/2: not answered; 99 % within", text("none; %.0f ms", MOST_P99_MS), half.found(), half.isWhole());
        Outcome twice = show("2C", at(2 * capacity, seconds(20)));
        double accepted = twice.answeredRate() / capacity;
        row("2C: accepted", text("above %.1f C", LEAST_ACCEPTED), text("%.2f C", accepted), accepted > LEAST_ACCEPTED);
        Outcome after = show("C/2 again", at(capacity / 2, seconds(20)));
        row(
                "C/2 after it: not answered; 99 % within",
                text("none; %.0f ms", MOST_P99_MS), after.found(), after.isWhole());
        Heard ordinary = heard(STREAMS);
        row(
                STREAMS + " streams: answers; latest after its sound",
                text("all; %.0f ms", MOST_LATE_MS),
                ordinary.found(),
                ordinary.isWhole());
        Heard twiceAsMany = heard(2 * STREAMS);
        double heapAfter = heapMegabytes();
        row(
                "heap after a collection, after all that",
                text("at most %.0f %% more", 100 * MOST_HEAP_GROWTH),
                text("%.1f MB, then %.1f MB", heapBefore, heapAfter),
                heapAfter <= (1 + MOST_HEAP_GROWTH) * heapBefore);
        row(2 * STREAMS + " streams", "", twiceAsMany.found(), twiceAsMany.isWhole());
        row(STREAMS + " streams just after the start", "", cold.found(), cold.isWhole());
        print("%n| | wanted | found | |%n|---|---|---|---|");
        table.forEach(System.out::println);
        print("%nprocessors: %s", cpu().since(begin));
    }

    private Heard heard(int streams) {
        Cpu before = cpu();
        Heard heard = streams(streams, seconds(30));
        print("%d streams: %s, %s", streams, heard.found(), cpu().since(before));
        return heard;
    }

    private double seconds(double ordinarily) {
        return quick ? 3 : ordinarily;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void print(String format, Object... values) {
        System.out.println(text(format, values));
    }

    private void row(String what, String wanted, String found, boolean good) {
        String verdict = wanted.isEmpty() ? "" : good ? "PASS" : "short";
        table.add(text("| %s | %s | %s | %s |", what, wanted, found, verdict));
    }

    private static Outcome show(String name, Outcome outcome) {
        print(
                "%-10s %6.1f a second for %.0f s: %d answered, %d refused, %d lost, p99 %.0f ms",
                name, outcome.rate, outcome.seconds, outcome.answered, outcome.refused, outcome.lost, outcome.p99Ms);
        return outcome;
    }

    /** Processor time that was used until a moment. */
    private record Cpu(long nanoTime, Duration service, Duration own) {
        String since(Cpu before) {
            double all = (nanoTime - before.nanoTime) / 100.0 * cores();
            return text(
                    "the service had %.0f %%, this program %.0f %%",
                    service.minus(before.service).toNanos() / all,
                    own.minus(before.own).toNanos() / all);
        }
    }

    private Cpu cpu() {
        return new Cpu(System.nanoTime(), used(ProcessHandle.of(pid).orElseThrow()), used(ProcessHandle.current()));
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The highest rate with fewer than 1 % refused: doubled until it is too high, then halved into. */
    private double capacity() throws InterruptedException {
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

    private boolean stands(double rate) throws InterruptedException {
        Outcome outcome = show("try", at(rate, quick ? 2 : 10));
        return outcome.refused + outcome.lost < 0.01 * outcome.sent;
    }

    private Outcome at(double rate, double seconds) throws InterruptedException {
        int count = (int) Math.max(1, rate * seconds);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
        ThreadPoolExecutor clients =
                new ThreadPoolExecutor(0, MOST_UNDER_WAY, 10, TimeUnit.SECONDS, new SynchronousQueue<>());
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + Math.round(1e9 * i / rate);
            sleepUntil(due);
            try {
                clients.execute(() -> {
                    switch (recognize()) {
                        case 200 -> latencies.add((System.nanoTime() - due) / 1e6);
                        case NO_ANSWER -> lost.incrementAndGet();
                        default -> refused.incrementAndGet();
                    }
                });
            } catch (RejectedExecutionException e) {
                lost.incrementAndGet();
            }
        }
        clients.shutdown();
        if (!clients.awaitTermination(2 * MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests are still under way");
        }
        double took = (System.nanoTime() - begun) / 1e9;
        List<Double> answered = List.copyOf(latencies);
        return new Outcome(rate, took, count, answered.size(), refused.get(), lost.get(), percentile99(answered));
    }

    /** The status of the answer. A thread for each request and a body in one piece take least of the processors. */
    private int recognize() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) service.resolve("v1/recognize").toURL().openConnection();
            connection.setConnectTimeout(1000 * MOST_SECONDS);
            connection.setReadTimeout(1000 * MOST_SECONDS);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(wav.length);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(wav);
            }
            int status = connection.getResponseCode();
            try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (answer != null) {
                    answer.readAllBytes(); // else the connection is of no more use
                }
            }
            return status;
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    private static double percentile99(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (0.99 * (sorted.size() - 1)));
    }

    private static void sleepUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    /**
     * What lives after a collection, by the last line of jcmd's histogram of classes: what the JVM calls used holds buffers of
     * threads for objects to come as well, megabytes of them. When the service is at rest: without streams, and without the
     * threads of the last requests, each of which holds a few kilobytes.
     */
    private double heapMegabytes() throws IOException, InterruptedException {
        while (metric("intona_sockets ") > 0) {
            sleepUntil(System.nanoTime() + 100_000_000L);
        }
        sleepUntil(System.nanoTime() + REST_NANOS);
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        Process histogram = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String[] lines = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\n");
        String[] total = lines[lines.length - 1].strip().split(" +"); // Total INSTANCES BYTES
        if (histogram.waitFor() != 0 || total.length != 3 || !total[0].equals("Total")) {
            throw new IOException(
                    "jcmd GC.class_histogram ended with '" + lines[lines.length - 1] + "', expected Total");
        }
        return Long.parseLong(total[2]) / 1e6;
    }

    /** The sum of the metrics that begin like this. */
    private double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("metrics")).build();
        return client.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Streams in real time, which begin within a second, and whose chunks are spread evenly. */
    private Heard streams(int count, double seconds) {
        int chunks = (int) (1000 * seconds / CHUNK_MS);
        URI uri = URI.create(
                service.resolve("v1/stream?every_ms=" + CHUNK_MS).toString().replaceFirst("http", "ws"));
        List<Talker> talkers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Talker talker = new Talker(chunks);
            talker.sending = client.newWebSocketBuilder().buildAsync(uri, talker);
            talkers.add(talker);
        }
        talkers.forEach(talker -> talker.sending.join());
        ByteBuffer sound = ByteBuffer.wrap(wav, 44, RATE_HZ * CHUNK_MS / 1000 * 2);
        long begun = System.nanoTime();
        long ownLatest = 0;
        for (int slot = 0; slot < chunks + STARTS - 1; slot++) {
            for (int i = 0; i < count; i++) {
                int chunk = slot - i % STARTS;
                if (chunk < 0 || chunk >= chunks) {
                    continue;
                }
                long due = begun + (slot * (long) count + i) * CHUNK_MS * 1_000_000L / count;
                sleepUntil(due);
                long now = System.nanoTime();
                ownLatest = Math.max(ownLatest, now - due);
                talkers.get(i).send(chunk, now, sound.duplicate());
            }
        }
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (talkers.stream().anyMatch(talker -> talker.lateMs.size() < chunks) && System.nanoTime() < deadline) {
            sleepUntil(System.nanoTime() + 10_000_000L);
        }
        talkers.forEach(talker -> talker.sending.thenAccept(WebSocket::abort));
        List<Double> late =
                talkers.stream().flatMap(talker -> talker.lateMs.stream()).toList();
        double latest = late.stream().mapToDouble(each -> each).max().orElse(Double.NaN);
        return new Heard(count, count * chunks, late.size(), percentile99(late), latest, ownLatest / 1e6);
    }

    /** One stream; its answers are late by the time since the sound that they are due for was handed to the socket. */
    private static final class Talker implements WebSocket.Listener {
        private final long[] sent;
        private final StringBuilder text = new StringBuilder();
        private final ConcurrentLinkedQueue<Double> lateMs = new ConcurrentLinkedQueue<>();
        private CompletableFuture<WebSocket> sending = new CompletableFuture<>();

        Talker(int chunks) {
            this.sent = new long[chunks];
        }

        /** When the chunk before is out: a service that takes sound slowly must not delay other streams. */
        void send(int chunk, long now, ByteBuffer sound) {
            sent[chunk] = now;
            sending = sending.thenCompose(socket -> socket.sendBinary(sound, true));
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                if (text.indexOf("\"type\":\"heard\"") >= 0) {
                    lateMs.add((System.nanoTime() - sent[lateMs.size()]) / 1e6);
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
