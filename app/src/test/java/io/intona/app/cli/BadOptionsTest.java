package io.intona.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.app.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever asks wrongly gets exit code 2, one sentence, no result, and no file. */
class BadOptionsTest {
    private static final String EVALUATE = "evaluate --corpus synthetic:small --model LSTM-h4-v2 --features mfcc5 ";
    private static final String TRAIN =
            "train --corpus synthetic:small --model LSTM-h4-v2 --features mfcc5 --out @/new.safetensors ";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        TestModels.write(folder.resolve("m.safetensors"), "mfcc5", 16_000);
        TestClips.write(folder.resolve("a.wav"), 1, 9_000, 16_000);
        TestClips.write(folder.resolve("b.wav"), 2, 9_000, 16_000);
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("short.txt"), "guess-me\n");
        Files.writeString(folder.resolve("two.txt"), "correct-horse-battery\ncorrect-horse-battery\n");
    }

    private static Arguments row(String arguments, String sentence) {
        return Arguments.of(arguments, sentence);
    }

    /** {@code @} stands for the test's folder, {@code ''} for an empty word. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("", "Missing verb, such as quickstart"),
                row("evalute", "unknown verb 'evalute', did you mean evaluate"),
                row("describe LSTM-h64-v8 --jsn", "unknown option '--jsn', did you mean --json"),
                row("describe LSTM-h64-v8 LSTM-h64-v1", "unexpected argument 'LSTM-h64-v1'"),
                row("describe", "Missing required parameter: 'MODEL'"),
                row(
                        "classify @/a.wav --model @/m.safetensors --json --csv",
                        "--json, --csv are mutually exclusive (specify only one)"),
                row(
                        "classify @/a.wav --model @/m.safetensors --timeline --window 0.1",
                        "window of 0.1 s, expected 0.3 to 60.0"),
                row(
                        "classify @/a.wav --model @/m.safetensors --timeline --hop 4",
                        "hop of 4.0 s, expected 0.1 to the window's 3.0"),
                row(
                        "classify @/a.wav --model @/m.safetensors --timeline --pause 0",
                        "pause of 0.0 s, expected 0.2 to 10.0"),
                row(
                        "classify @/a.wav --model @/m.safetensors --max-hours 0",
                        "--max-hours is 0.0, expected more than 0"),
                row(
                        "classify @/a.wav --model @/m.safetensors --max-megabytes -1",
                        "--max-megabytes is -1.0, expected more than 0"),
                row("listen --model @/m.safetensors --seconds 0", "--seconds is 0.0, expected more than 0"),
                row("listen --model @/m.safetensors --window 90", "window of 90.0 s, expected 0.3 to 60.0"),
                row("serve --model @/m.safetensors --port 65536", "--port is 65536, expected 0 to 65535"),
                row("serve --model @/m.safetensors --port x", "Invalid value for option '--port': 'x' is not an int"),
                row(
                        "serve --model @/m.safetensors --token-file @/short.txt",
                        "--token-file @/short.txt holds no token, expected one line of at least 16 letters, digits and"
                                + " signs of ASCII"),
                row("serve --model @/m.safetensors --token-file @/two.txt", "--token-file @/two.txt holds no token"),
                row("serve --model @/m.safetensors --window 90", "window of 90.0 s, expected 0.3 to 60.0"),
                row(
                        "serve --model @/m.safetensors --max-megabytes 0",
                        "limit of 0 bytes of a body (--max-megabytes), expected 1 to"),
                row(
                        "serve --model @/m.safetensors --max-seconds NaN",
                        "limit of NaN seconds of a recording (--max-seconds), expected"),
                row("serve --model @/m.safetensors --workers 0", "limit of 0 workers (--workers), expected 1 to 1024"),
                row(
                        "serve --model @/m.safetensors --queue -1",
                        "limit of -1 waiting recordings (--queue), expected 0 to"),
                row(
                        "serve --model @/m.safetensors --max-sockets -1",
                        "limit of -1 sockets (--max-sockets), expected 0 to 100000"),
                row(
                        "serve --model @/m.safetensors --request-seconds 0",
                        "limit of 0.0 seconds of a request (--request-seconds), expected"),
                row(
                        "serve --model @/m.safetensors --socket-seconds 0",
                        "limit of 0.0 seconds of a socket (--socket-seconds), expected"),
                row(
                        "serve --model @/m.safetensors --idle-seconds 0",
                        "limit of 0.0 seconds of silence (--idle-seconds), expected"),
                row(
                        "serve --model @/m.safetensors --header-bytes 10",
                        "limit of 10 bytes of a header (--header-bytes), expected"),
                row(
                        "serve --model @/m.safetensors --drain-seconds -1",
                        "limit of -1.0 seconds of stopping (--drain-seconds), expected"),
                // models
                row(
                        "describe LSTM-h64",
                        "model 'LSTM-h64' is unknown, expected such as LSTM-h64-v8, LSTM-h64-final or LSTM-h64-mean,"
                                + " or an existing model file"),
                row("describe LSTM-h9999-v1", "9999 hidden units, expected 1 to 4096, or an existing model file"),
                row("describe LSTM-h8-v9999", "9999 attention vectors, expected 1 to 4096, or an existing model file"),
                row("describe LSTM-h8-v1 --classes 1", "1 classes, expected 2 to 4096, or an existing model file"),
                row(
                        "describe @/m.safetensors --features mfcc5",
                        "--features goes with a model's name, @/m.safetensors is a file that says it itself"),
                row(
                        "describe @/m.safetensors --classes 8",
                        "--classes goes with a model's name, @/m.safetensors is a file that says it itself"),
                row(
                        "evaluate --corpus synthetic:small --model LSTM-h4-v2-x",
                        "--model: model 'LSTM-h4-v2-x' is unknown, expected such as LSTM-h64-v8, LSTM-h64-final or"
                                + " LSTM-h64-mean"),
                row("describe @/empty", "model '@/empty' is unknown, expected such as LSTM-h64-v8"),
                row("describe ''", "model '' is unknown, expected such as LSTM-h64-v8"),
                row("describe a\0b", "is unknown, expected such as LSTM-h64-v8"),
                // files
                row("features @/a.wav --out=", "'--out': expected a file or folder but the word is empty"),
                row("cache --cache ''", "'--cache': expected a file or folder but the word is empty"),
                row("classify '' --model @/m.safetensors", "(FILE): expected a file or folder but the word is empty"),
                row("classify @/a.wav --model ''", "'--model': expected a file or folder but the word is empty"),
                row(
                        "features a\0b.wav",
                        "'a?b.wav' can name no file here (Nul character not allowed); if it has other letters than"
                                + " English ones, set LC_ALL=C.UTF-8"),
                row("features @/a.wav --out @/no/a.npy", "--out @/no/a.npy: there is no folder @/no"),
                // features
                row(
                        "features @/a.wav --features mfcc",
                        "Invalid value for option '--features': features 'mfcc' are unknown"),
                row(
                        "features @/a.wav --features mfcc129",
                        "--features': mfcc with 129 values a frame, expected 1 to 128"),
                row("features @/a.wav --features mfcc5+mfcc6", "comes twice, expected each kind once"),
                row(
                        "features @/a.wav --frame 1000",
                        "--frame or --hop: frame of 1000 samples, expected a power of two from 16 to 65536"),
                row(
                        "features @/a.wav --hop 2000",
                        "--frame or --hop: hop of 2000 samples, expected 1 to the frame's 1024"),
                row("features @/a.wav --rate 7000", "--rate: sample rate 7000 Hz, expected 8000 to 192000"),
                row("features @/a.wav --top-db 80", "--top-db': expected clip or off but was '80'"),
                row("features @/a.wav --out @/a.txt", "@/a.txt has neither the ending .npy nor .csv"),
                row("features @/a.wav --format csv", "--format goes with a folder"),
                row("features @/a.wav @/b.wav", "several recordings need --out FOLDER"),
                row("features @/a.wav @/b.wav --out @/m.safetensors", "is a file, several recordings need a"),
                row("features @/a.wav @/b.wav --out @/o --format wav", "--format wav is unknown"),
                row(
                        "features @/a.wav --model @/m.safetensors --hop 100",
                        "--hop and --model exclude each other: the model says which features it hears"),
                row("features @/a.wav --kernels gpu", "kernels 'gpu' are unknown, expected auto, scalar or simd"),
                // corpora
                row(
                        "evaluate --corpus RAVDESS --model LSTM-h4-v2",
                        "--corpus: corpus 'RAVDESS' is unknown, expected ravdess=DIR, emodb=DIR, csv=FILE or"
                                + " synthetic[:small][:seed]"),
                row("evaluate --corpus ravdess= --model LSTM-h4-v2", "--corpus: corpus 'ravdess=' names no folder"),
                row("train --corpus wav=x --model LSTM-h4-v2 --out @/m", "--corpus: corpus 'wav=x' is unknown"),
                row("corpus ravdess", "corpus 'ravdess' is unknown"),
                // settings of training
                row(EVALUATE + "--learning-rate 0", "learning rate 0.0, expected a number above 0"),
                row(EVALUATE + "--learning-rate NaN", "learning rate NaN, expected a number above 0"),
                row(EVALUATE + "--weight-decay -1", "weight decay -1.0, expected 0 or more"),
                row(EVALUATE + "--dropout 1", "dropout 1.0, expected 0 to under 1"),
                row(EVALUATE + "--period 0", "T_0 0, expected 1 or more"),
                row(EVALUATE + "--batch 1", "batch of 1, expected 2 or more: one clip has no variance"),
                row(EVALUATE + "--epochs 0", "0 epochs, expected 1 to 100000"),
                row(EVALUATE + "--epochs 2147483647", "2147483647 epochs, expected 1 to 100000"),
                row(
                        EVALUATE + "--epochs 5 --schedule cycles",
                        "schedule cycles with 10 cycles in 5 epochs, expected at most one cycle an epoch"),
                row(EVALUATE + "--schedule linear", "--schedule': schedule 'linear' is unknown"),
                row(EVALUATE + "--init zeros", "--init': init 'zeros' is unknown, expected one of orthogonal, paper"),
                row(
                        EVALUATE + "--gain 6 --protocol adapted --out @/out",
                        "--gain: gain of 6.0 dB with normalisation speaker, which has each speaker's own scale: expected"
                                + " gain 0, or normalisation train or all"),
                row(EVALUATE + "--seed x", "Invalid value for option '--seed': 'x' is not a long"),
                // protocols
                row(
                        EVALUATE + "--protocol lenient",
                        "--protocol': protocol 'lenient' is unknown, expected one of strict, published, adapted"),
                row(
                        EVALUATE + "--normalisation test",
                        "--normalisation 'test' is unknown, expected one of train, all, speaker"),
                row(EVALUATE + "--epoch first", "--epoch 'first' is unknown, expected one of validation, last, test"),
                row(EVALUATE + "--padding ones", "--padding 'ones' is unknown, expected one of none, zeros"),
                // how work is done
                row(EVALUATE + "--runs 0", "--runs': expected 1 or more but was 0"),
                row(EVALUATE + "--runs 1001", "--runs: expected at most 1000 but was 1001"),
                row(EVALUATE + "--threads two", "expected a whole number but was 'two'"),
                row(
                        TRAIN + "--epochs 2 --evaluation @/empty",
                        "--evaluation and --epochs exclude each other: either a cross-validation finds how long to"
                                + " train or it is given"),
                row(TRAIN + "--epochs 2 --max-epochs 3", "--max-epochs and --epochs exclude each other"),
                row(TRAIN + "--protocol adapted", "--normalisation speaker (and --protocol adapted) cannot be trained"),
                row(TRAIN + "--padding zeros", "--padding zeros (and --protocol published) cannot be trained"),
                row(
                        "train --corpus synthetic:small --model LSTM-h4-v2 --out @/empty",
                        "--out @/empty is a folder, expected a file such as m.safetensors"),
                row(
                        "train --corpus synthetic:small --model LSTM-h4-v2 --out @/no/m.safetensors",
                        "--out @/no/m.safetensors: there is no folder @/no"),
                row(
                        "report --clip @/a.wav",
                        "--clip and --model go together: a recording, and the model that hears it"),
                row("report --model @/m.safetensors", "--clip and --model go together"),
                row("report @ --out @/a.wav", "--out @/a.wav is a file, expected a folder"),
                row("robustness", "Missing required option"),
                row("robustness @/empty", "Missing required option: '--corpus=SPEC'"),
                row("robustness @/empty --corpus wav=x", "--corpus: corpus 'wav=x' is unknown"),
                row(
                        "robustness @/empty --corpus synthetic:small --out @/empty",
                        "--out @/empty is a folder, expected a file such as robustness.json"),
                row(
                        "robustness @/empty --corpus synthetic:small --out @/no/r.json",
                        "--out @/no/r.json: there is no folder @/no"),
                row("robustness @/empty --corpus synthetic:small --threads 0", "expected 1 or more but was 0"),
                row("cache empty", "'empty' is unknown, expected list or clear"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isToldInOneSentence(String arguments, String sentence) throws IOException {
        List<Path> before = files();
        String[] words = Stream.of(arguments.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("''") ? "" : word.replace("@", folder.toString()))
                .toArray(String[]::new);
        Ran ran = Command.run(words);
        assertThat(ran.err()).contains(sentence.replace("@", folder.toString()));
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).matches("(?s)intona( [a-z]+)?: .*; see 'intona( [a-z]+)? --help'\n");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aStackTraceIsShownOnlyOnRequest() {
        assertThat(Command.run("describe", "LSTM").err()).doesNotContain("\tat ");
        assertThat(Command.run("describe", "LSTM", "--debug").err()).contains("\tat io.intona.");
    }
}
