package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.audio.AudioReader;
import io.intona.feature.FeatureSpec.TopDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

/** What the page does when a server, a proxy, a file or a token is not as it should be; in a real browser, too. */
class PageTroubleTest {
    private static final byte[] CLIP = Running.wav(3, 2 * 16_000, 16_000);
    private static final String TOKEN = "a-token-for-the-tests";
    private static final String CYRILLIC = "(?s).*[а-я].*";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Running service;
    private static Proxy proxy;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.withVoice(folder);
        service = Running.start();
        proxy = new Proxy(service);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            proxy.close();
            service.close();
        }
    }

    @AfterEach
    void thePageMakesNoMistakes() {
        proxy.answers();
        proxy.retryAfter(1);
        proxy.askedAtNanos().clear();
        assertThat(browser.complaints())
                .allMatch(line -> line.contains("Failed to load resource") || line.contains("WebSocket connection"));
    }

    /** As browsers ask again where a connection breaks. */
    private static Integer[] always(int status) {
        return Collections.nCopies(50, status).toArray(Integer[]::new);
    }

    private static void dropClip() {
        browser.drop(Map.of("clip.wav", CLIP));
    }

    /** Presses the button, and again after a second. */
    private static void recordASecond() {
        browser.find("#record").click();
        browser.until("a second was heard", () -> browser.text("#elapsed").matches("[1-9].*"));
        browser.find("#record").click();
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1048576", "20, 100001"})
    void theLongestRecordingIsWhatTheServiceTakesAndIsHeard(double audioSeconds, long bodyBytes) {
        Limits limits = new Limits(bodyBytes, audioSeconds, 2, 4, 4, 10, 20, 5, 8192, 5);
        try (Running narrow = new Running(Running.settings(limits), Running.STREAMING)) {
            browser.openAfresh(narrow.uri(""));
            browser.find("#record").click();
            browser.untilShown(".result .verdict");
            long rateHz = (Long) browser.run("return new AudioContext().sampleRate");
            double seconds = Math.min(audioSeconds, (double) ((bodyBytes - 44) / 2) / rateHz);
            assertThat(Double.parseDouble(browser.find(".plot").getDomAttribute("aria-valuemax")))
                    .isEqualTo(Math.round(seconds * 100) / 100.0);
            assertThat(browser.text("#record")).isEqualTo("Record");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 502", "ru, 413", "en, 0", "en, 503"})
    void aRecordingThatWasNotHeardIsKept(String language, int status) throws IOException {
        browser.openAfresh(proxy.address());
        browser.choose("#language", language);
        proxy.answers(always(status));
        recordASecond();
        browser.untilShown("#kept");
        assertThat(browser.text("#error")).isNotBlank();
        assertThat(browser.text("#kept").matches(CYRILLIC)).isEqualTo(language.equals("ru"));
        proxy.answers();
        Path downloads = Files.createTempDirectory(folder, "downloads");
        browser.emulate(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        browser.find("#save-sound").click();
        Path saved = downloads.resolve(language.equals("ru") ? "Запись 1.wav" : "Recording 1.wav");
        browser.until("the sound is saved", () -> Files.exists(saved));
        browser.find("#again").click();
        browser.untilShown(".result .verdict");
        assertThat(browser.find("#kept").isDisplayed()).isFalse();
        assertThat(browser.find("#error").isDisplayed()).isFalse();
        assertThat(AudioReader.read(saved).durationSeconds())
                .isGreaterThan(1)
                .isEqualTo(
                        Double.parseDouble(browser.find(".plot").getDomAttribute("aria-valuemax")),
                        org.assertj.core.data.Offset.offset(0.006));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyServerIsAskedOnceMoreWhenItWantsToBe(int status) {
        browser.openAfresh(proxy.address());
        proxy.answers(status);
        dropClip();
        browser.untilShown(".result .verdict");
        assertThat(browser.find("#error").isDisplayed()).isFalse();
        List<Long> asked = List.copyOf(proxy.askedAtNanos());
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1) - asked.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(990));
    }

    @Test
    void aServerThatIsBusyForLongIsNotWaitedFor() {
        browser.openAfresh(proxy.address());
        proxy.answers(always(503));
        proxy.retryAfter(11);
        dropClip();
        browser.untilShown("#error");
        assertThat(proxy.askedAtNanos()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void whatIsWrongIsSaidInPlace(String language) {
        browser.openAfresh(service.uri(""));
        browser.choose("#language", language);
        byte[] text = "this is not a recording".getBytes(StandardCharsets.US_ASCII);
        String sentence = JsonMapper.shared()
                .readTree(service.post("v1/recognize", text).body())
                .get("detail")
                .asString();
        browser.drop(Map.of("notes.txt", text));
        browser.untilShown("#error");
        assertThat(browser.text("#error")).startsWith("notes.txt: ").contains(sentence);
        assertThat(browser.find("#error").getDomAttribute("role")).isEqualTo("alert");
        assertThat(browser.text("#error").matches(CYRILLIC)).isEqualTo(language.equals("ru"));
        dropClip();
        browser.untilShown(".result .verdict");
        assertThat(browser.find("#error").isDisplayed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "en, 502, clip.wav: The server answered 502.",
        "ru, 502, clip.wav: Сервер ответил 502.",
        "en, 520, clip.wav: The server answered 520.",
        "en, 200, clip.wav: The server answered 200.",
        "en, 413, clip.wav: The recording is too large.",
        "ru, 413, clip.wav: Запись слишком велика.",
        "en, 0, clip.wav: The server cannot be reached.",
        "ru, 0, clip.wav: Сервер недоступен.",
    })
    void whatAProxyAnswersIsSaidInWords(String language, int status, String words) {
        browser.openAfresh(proxy.address());
        browser.choose("#language", language);
        proxy.answers(always(status));
        dropClip();
        browser.untilShown("#error");
        assertThat(browser.text("#error")).isEqualTo(words);
        assertThat(browser.find("#kept").isDisplayed())
                .as("files are kept by who has them")
                .isFalse();
    }

    @Test
    void aFileThatHasGoneIsNotTheServersFault() throws IOException {
        browser.openAfresh(proxy.address());
        Path file = Files.write(folder.resolve("meeting.wav"), CLIP);
        browser.run("""
                document.addEventListener("change", event => {
                  event.stopPropagation();
                  window.chosen = event.target.files[0];
                }, { capture: true, once: true });
                document.getElementById("file").hidden = false;
                """);
        browser.find("#file").sendKeys(file.toString());
        Files.delete(file);
        browser.run("""
                const transfer = new DataTransfer();
                transfer.items.add(window.chosen);
                document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
                """);
        browser.untilShown("#error");
        assertThat(browser.text("#error")).startsWith("meeting.wav: This cannot be read");
        assertThat(proxy.askedAtNanos()).isEmpty();
    }

    @Test
    void aFileThatIsLargerThanTheServiceTakesIsNotSent() {
        browser.openAfresh(proxy.address());
        browser.drop(Map.of("opera.wav", new byte[(1 << 20) + 1]));
        browser.untilShown("#error");
        assertThat(browser.text("#error")).isEqualTo("opera.wav: This is larger than the 1 MiB that the server takes.");
        assertThat(proxy.askedAtNanos()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.99", "2, 1.99"})
    void aBusyServerDoesNotEndTheLiveBars(int retryAfterSeconds, double leastSeconds) throws IOException {
        try (Running whole = new Running(Running.settings(Running.LIMITS), Running.STREAMING.withTopDb(TopDb.CLIP));
                Proxy busy = new Proxy(whole)) {
            browser.openAfresh(busy.address());
            busy.answers(503);
            busy.retryAfter(retryAfterSeconds);
            browser.find("#record").click();
            browser.untilShown("#live-bars tr");
            List<Long> asked = List.copyOf(busy.askedAtNanos());
            assertThat((asked.get(1) - asked.get(0)) / 1e9).isGreaterThan(leastSeconds);
        }
    }

    @Test
    void whyTheLiveBarsEndedIsMarkedAsTheServersEnglish() {
        Limits limits = new Limits(1 << 20, 20, 2, 4, 4, 10, 0.5, 5, 8192, 5);
        try (Running brief = new Running(Running.settings(limits), Running.STREAMING)) {
            browser.openAfresh(brief.uri(""));
            browser.choose("#language", "ru");
            browser.find("#record").click();
            browser.untilShown("#live-note [lang=en]");
            assertThat(browser.text("#live-note [lang=en]")).endsWith(".").doesNotMatch(CYRILLIC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void aWrongTokenIsCalledWrong(String language) {
        try (Running guarded = Running.guarded(TOKEN)) {
            browser.openAfresh(guarded.uri(""));
            browser.choose("#language", language);
            assertThat(browser.find("#error").isDisplayed())
                    .as("none was given yet")
                    .isFalse();
            for (String wrong : List.of("another-token-of-nobody", "токен-не-из-латинских-букв")) {
                browser.find("#token").sendKeys(wrong, Keys.ENTER);
                browser.untilShown("#error");
                assertThat(browser.text("#error").matches(CYRILLIC)).isEqualTo(language.equals("ru"));
                assertThat(browser.text("#error")).containsIgnoringCase(language.equals("ru") ? "токен" : "token");
                assertThat(browser.find("#token").isDisplayed()).isTrue();
                assertThat(browser.find("#token").getDomProperty("value")).isEmpty();
                assertThat(browser.focused().getDomAttribute("id")).isEqualTo("token");
                browser.run("document.getElementById('error').hidden = true");
            }
            browser.find("#token").sendKeys(TOKEN, Keys.ENTER);
            browser.until("the model is known", () -> !browser.all("#model dt").isEmpty());
            assertThat(browser.find("#error").isDisplayed()).isFalse();
            assertThat(browser.find("#token").isDisplayed()).isFalse();
        }
    }

    @Test
    void whoeverRecordsWithoutATokenIsLeftInItsField() {
        try (Running guarded = Running.guarded(TOKEN)) {
            browser.openAfresh(guarded.uri(""));
            browser.find("#record").click();
            browser.until("that was tried", () -> browser.find("#record").isEnabled());
            assertThat(browser.focused().getDomAttribute("id")).isEqualTo("token");
        }
    }

    @Test
    void afterTheTokenOneMicrophoneIsOpenedHoweverOftenTheButtonIsPressed() {
        try (Running guarded = Running.guarded(TOKEN)) {
            browser.openAfresh(guarded.uri(""));
            browser.find("#record").click();
            browser.until("that was tried", () -> browser.find("#record").isEnabled());
            browser.run("""
                    window.opened = 0;
                    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                    navigator.mediaDevices.getUserMedia = async wanted => {
                      opened++;
                      await new Promise(resolve => { window.allow = resolve; });
                      return open(wanted);
                    };
                    """);
            browser.find("#token").sendKeys(TOKEN, Keys.ENTER);
            browser.until(
                    "a microphone is wanted", () -> browser.run("return opened").equals(1L));
            browser.run("document.getElementById('record').click()");
            browser.run("allow()");
            browser.until(
                    "it records", () -> "true".equals(browser.find("#record").getDomAttribute("aria-pressed")));
            assertThat(browser.run("return opened")).isEqualTo(1L);
        }
    }

    @Test
    void theButtonCanBePressedAgainWhateverWentWrong() {
        browser.openAfresh(service.uri(""));
        browser.run("AudioContext.prototype.close = () => Promise.reject(new Error('by a test'))");
        recordASecond();
        browser.until(
                "the page complains", () -> browser.complaints().stream().anyMatch(line -> line.contains("by a test")));
        assertThat(browser.find("#record").isEnabled()).isTrue();
    }
}
