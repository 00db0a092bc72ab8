package io.intona.app.web;

import io.intona.EmotionRecognizer;
import io.intona.TimelineOptions;
import io.intona.audio.AudioClip;
import io.intona.audio.WavWriter;
import io.intona.kernel.Kernels;
import io.intona.lab.corpus.Corpora;
import io.intona.lab.corpus.Corpus;
import io.intona.lab.corpus.Utterance;
import io.intona.model.EmotionModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not a test: pictures of the page to look at. {@code dev/page-pictures} runs it. All voices are synthetic. */
class PagePictures {
    private static final Path MODEL = Path.of(System.getProperty("page.model", ""));
    private static final Path PICTURES = Path.of(System.getProperty("page.pictures", ""));
    private static final Limits LIMITS = new Limits(32L << 20, 600, 2, 4, 4, 60, 60, 20, 8192, 5);
    private static final int WIDE = 1100;
    private static final int MIDDLE = 860;
    private static final int NARROW = 360;

    @TempDir
    private Path folder;

    private Corpus voices;

    @Test
    void areTaken() throws IOException {
        voices = Corpora.open("synthetic:small:7");
        Kernels kernels = Kernels.of("auto");
        EmotionRecognizer recognizer = EmotionRecognizer.of(EmotionModel.read(MODEL), kernels);
        Settings settings = new Settings("127.0.0.1", 0, Optional.empty(), Set.of(), LIMITS, TimelineOptions.DEFAULT);
        Path microphone = folder.resolve("microphone.wav");
        WavWriter.write(talk("happy", "sad", "angry"), microphone, WavWriter.Encoding.PCM_16);
        Files.createDirectories(PICTURES);
        try (WebServer server = WebServer.start(recognizer, kernels, settings);
                Browser browser = new Browser(folder.resolve("profile"), microphone, WIDE, 900, "en")) {
            show(browser, server, MIDDLE, "light", "en");
            browser.drop(Map.of("voice.wav", voice("angry")));
            browser.until("a result", () -> browser.all(".result").size() == 1);
            take(browser, "light");

            show(browser, server, WIDE, "dark", "en");
            Map<String, byte[]> two = new LinkedHashMap<>();
            two.put("angry.wav", voice("angry"));
            two.put("sad.wav", voice("sad"));
            browser.drop(two);
            browser.until("two results", () -> browser.all(".result").size() == 2);
            take(browser, "dark");

            show(browser, server, NARROW, "light", "ru");
            browser.drop(Map.of("surprised.wav", voice("surprised")));
            browser.until("a result", () -> browser.all(".result").size() == 1);
            take(browser, "narrow");

            show(browser, server, MIDDLE, "light", "en");
            browser.drop(Map.of("notes.txt", "not a recording".getBytes(StandardCharsets.US_ASCII)));
            browser.untilShown("#error");
            take(browser, "error");

            show(browser, server, MIDDLE, "light", "ru");
            browser.drop(Map.of("talk.wav", Running.wav(talk("angry", "sad", "disgust", "calm"))));
            browser.until("a result", () -> browser.all(".result").size() == 1);
            take(browser, "russian");

            show(browser, server, MIDDLE, "dark", "en");
            browser.find("#record").click();
            browser.untilShown("#live-bars tr");
            browser.until(
                    "some seconds",
                    () -> !browser.text("#elapsed").startsWith("0")
                            && !browser.text("#elapsed").startsWith("1"));
            take(browser, "recording");
        }
    }

    private static void show(Browser browser, WebServer server, int width, String theme, String language) {
        browser.emulate(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        browser.emulate("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.open(server.address());
        browser.run(
                "localStorage.setItem('intona.theme', arguments[0]); localStorage.setItem('intona.language', arguments[1])",
                theme,
                language);
        browser.open(server.address());
        browser.until("the model is known", () -> !browser.all("#model dt").isEmpty());
    }

    /** Written anew, since the browser packs loosely. */
    private static void take(Browser browser, String name) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.picture()));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Path file = PICTURES.resolve(name + ".png");
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), smallest);
        }
    }

    private AudioClip clip(String emotion) throws IOException {
        for (Utterance each : voices.utterances()) {
            if (voices.label(each).equals(emotion)) {
                return each.source().read();
            }
        }
        throw new IllegalArgumentException(emotion);
    }

    private byte[] voice(String emotion) throws IOException {
        return Running.wav(clip(emotion));
    }

    /** Utterances one after another, with pauses. */
    private AudioClip talk(String... emotions) throws IOException {
        float[] samples = new float[0];
        for (String emotion : List.of(emotions)) {
            AudioClip clip = clip(emotion);
            int from = samples.length;
            samples = Arrays.copyOf(samples, from + clip.length() + clip.sampleRateHz() / 2);
            clip.copyTo(0, samples, from, clip.length());
        }
        return new AudioClip(samples, clip(emotions[0]).sampleRateHz());
    }
}
