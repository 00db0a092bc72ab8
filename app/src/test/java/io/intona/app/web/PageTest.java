package io.intona.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.intona.feature.FeatureSpec.TopDb;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page in a real browser, on a real service. */
class PageTest {
    private static final int RATE_HZ = 16_000;
    private static final byte[] CLIP = Running.wav(3, 2 * RATE_HZ, RATE_HZ);
    private static final byte[] OTHER_CLIP = Running.wav(4, 3 * RATE_HZ, RATE_HZ);
    private static final String TOKEN = "a-token-for-the-tests";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Running service;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.withVoice(folder);
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            service.close();
        }
    }

    @BeforeEach
    void openPage() {
        open(service);
    }

    private static void open(Running which) {
        browser.openAfresh(which.uri(""));
    }

    /** Answers of 4xx are told as errors by Chromium; the tests that want them look at the page. */
    @AfterEach
    void theBrowserHasNothingToComplainAbout() throws IOException {
        assertThat(browser.complaints()).allMatch(line -> line.contains("Failed to load resource"));
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(uri -> List.of("blob", "data").contains(uri.getScheme())
                        || uri.getHost().equals("127.0.0.1"));
    }

    private static void drop(String name, byte[] content) {
        browser.drop(Map.of(name, content));
    }

    private static void dropAndWait(String name, byte[] content) {
        drop(name, content);
        browser.untilShown(".result .verdict");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void whatItDoesAndWhatItIsNotForIsSaidBeforeAnything() {
        assertThat(browser.text(".before"))
                .contains("Nothing is stored")
                .contains("Article 5(1)(f)")
                .contains("Article 50(3)")
                .contains("how actors meant to sound");
        assertThat((Boolean) browser.run("""
                        const before = document.querySelector(".before");
                        return !!(before.compareDocumentPosition(document.getElementById("record"))
                            & Node.DOCUMENT_POSITION_FOLLOWING);
                        """)).isTrue();
    }

    @Test
    void theMicrophoneIsHeardLiveAndThenAsAWhole() {
        record(browser.find("#record"));
        assertThat(browser.text(".result h3")).isEqualTo("Recording 1");
        assertThat(seconds()).isBetween(1.0, 20.0);
    }

    /** Or a screen reader would talk into it. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void nothingIsReadAloudWhileItRecords(String language) {
        browser.choose("#language", language);
        browser.find("#record").click();
        untilASecondWasHeard();
        for (WebElement each : browser.all("#live, #live *")) {
            assertThat(each.getAriaRole()).isNotIn("status", "alert", "log", "timer");
            assertThat(each.getDomAttribute("aria-live")).isNull();
        }
        assertThat(browser.find("#level").getAccessibleName()).isEqualTo(language.equals("ru") ? "Уровень" : "Level");
        assertThat(browser.text("#elapsed")).matches(language.equals("ru") ? "\\d+,\\d с" : "\\d+\\.\\d s");
    }

    /** Records until the bars have moved, and waits for the result. */
    private static void record(WebElement button) {
        button.click();
        browser.untilShown("#live-bars tr");
        String before = browser.text("#live-bars");
        browser.until("the bars move", () -> !browser.text("#live-bars").equals(before));
        assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("true");
        untilASecondWasHeard();
        button.click();
        browser.untilShown(".result .verdict");
        assertThat(browser.find("#live").isDisplayed()).isFalse();
    }

    private static void untilASecondWasHeard() {
        browser.until("a second was heard", () -> browser.text("#elapsed").matches("[1-9].*"));
    }

    private static double seconds() {
        return Double.parseDouble(browser.find(".plot").getDomAttribute("aria-valuemax"));
    }

    @Test
    void modelsThatNeedWholeRecordingsAreHeardLiveToo() {
        try (Running whole = new Running(Running.settings(Running.LIMITS), Running.STREAMING.withTopDb(TopDb.CLIP))) {
            open(whole);
            record(browser.find("#record"));
        }
    }

    /** The level of nothing would be none. */
    @Test
    void aRecordingThatEndsWithAWholeBlockHasNoEmptyOne() {
        assertThat(browser.run("""
                        let Blocks;
                        globalThis.AudioWorkletProcessor = class {
                            posted = [];
                            port = { postMessage: block => this.posted.push(block === null ? -1 : block.length) };
                        };
                        globalThis.registerProcessor = (name, processor) => { Blocks = processor; };
                        return import(new URL("microphone-worklet.js", document.baseURI)).then(() => {
                            const blocks = new Blocks();
                            blocks.process([[new Float32Array(2048)]]);
                            blocks.port.onmessage();
                            blocks.process([[new Float32Array(100)]]);
                            blocks.port.onmessage();
                            return blocks.posted;
                        });
                        """)).isEqualTo(List.of(2048L, -1L, 100L, -1L));
    }

    @Test
    void aFileIsShownAsTheServiceHeardIt() {
        JsonNode heard = json(service.post("v1/recognize", CLIP));
        dropAndWait("a clip.wav", CLIP);
        assertThat(browser.text(".result h3")).isEqualTo("a clip.wav");
        List<String> rows = browser.all(".result .bars tr").stream()
                .map(row -> row.getText().replace('\n', ' '))
                .toList();
        List<String> expected = new ArrayList<>();
        heard.get("probabilities")
                .properties()
                .forEach(each -> expected.add(each.getKey() + " "
                        + String.format(
                                Locale.ROOT, "%.1f%%", 100 * each.getValue().asDouble())));
        assertThat(rows).isEqualTo(expected);
        assertThat(browser.text(".verdict")).startsWith(heard.get("emotion").asString());
        assertThat(browser.text("#status"))
                .contains("a clip.wav")
                .contains(heard.get("emotion").asString());
        assertThat(seconds()).isEqualTo(2.0);
    }

    @Test
    void theFigureHasColoursInEveryPanel() {
        dropAndWait("clip.wav", CLIP);
        long colours = (Long) browser.run("""
                const canvas = document.querySelector(".plot canvas");
                const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
                return new Set(pixels).size;
                """);
        assertThat(colours).isGreaterThan(50); // viridis alone has more
    }

    @Test
    void twoFilesStandSideBySideAndAThirdTakesAPlace() {
        browser.drop(Map.of("one.wav", CLIP, "two.wav", OTHER_CLIP));
        browser.until("two results", () -> browser.all(".result").size() == 2);
        assertThat(browser.all(".result").get(0).getLocation().getY())
                .isEqualTo(browser.all(".result").get(1).getLocation().getY());
        browser.find(".result [data-action=remove]").click();
        browser.until("one result", () -> browser.all(".result").size() == 1);
        browser.find(".result [data-action=compare]").click();
        drop("three.wav", CLIP);
        browser.until("two results", () -> browser.all(".result").size() == 2);
        drop("four.wav", CLIP);
        browser.until(
                "one result",
                () -> browser.all(".result").size() == 1
                        && browser.text(".result h3").equals("four.wav"));
    }

    @Test
    void theResultThatIsToBeComparedStays() {
        browser.drop(new TreeMap<>(Map.of("a.wav", CLIP, "b.wav", OTHER_CLIP)));
        untilShown("a.wav", "b.wav");
        browser.all(".result [data-action=compare]").get(1).click();
        drop("c.wav", CLIP);
        untilShown("b.wav", "c.wav");
        browser.all(".result [data-action=compare]").get(0).click();
        browser.drop(new TreeMap<>(Map.of("d.wav", CLIP, "e.wav", OTHER_CLIP)));
        untilShown("b.wav", "d.wav");
    }

    @Test
    void whatComesAfterASecondFileThatFailedStandsAlone() {
        browser.drop(new TreeMap<>(Map.of("a.wav", CLIP, "b.txt", new byte[10])));
        browser.untilShown("#error");
        untilShown("a.wav");
        drop("c.wav", CLIP);
        untilShown("c.wav");
    }

    private static void untilShown(String... names) {
        browser.until("there are " + List.of(names), () -> browser.run("""
                        const names = [...document.querySelectorAll(".result h3")].map(each => each.textContent).join();
                        return document.body.hasAttribute("aria-busy") ? "" : names;
                        """).equals(String.join(",", names)));
    }

    @Test
    void whatIsNoLongerShownIsLetGo() {
        browser.run("""
                window.urls = new Set();
                window.observers = 0;
                const [create, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
                URL.createObjectURL = blob => { const url = create(blob); urls.add(url); return url; };
                URL.revokeObjectURL = url => { urls.delete(url); revoke(url); };
                window.ResizeObserver = class extends ResizeObserver {
                  observe(element) { observers++; super.observe(element); }
                  disconnect() { observers--; super.disconnect(); }
                };
                """);
        browser.drop(new TreeMap<>(Map.of("a.wav", CLIP, "b.wav", OTHER_CLIP)));
        untilShown("a.wav", "b.wav");
        assertThat(browser.run("return [urls.size, observers]")).isEqualTo(List.of(2L, 2L));
        drop("c.wav", CLIP);
        untilShown("c.wav");
        assertThat(browser.run("return [urls.size, observers]")).isEqualTo(List.of(1L, 1L));
        browser.find(".result [data-action=remove]").click();
        assertThat(browser.run("return [urls.size, observers]")).isEqualTo(List.of(0L, 0L));
    }

    @Test
    void everythingIsDoneWithTheKeyboardAlone() {
        browser.pressTab();
        assertThat(browser.focused().getText()).isEqualTo("Skip to recording");
        browser.press(Keys.ENTER);
        browser.pressTab();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("record");
        browser.press("r");
        untilASecondWasHeard();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("record");
        browser.press("r");
        browser.untilShown(".result .verdict");
        browser.press("1");
        WebElement figure = browser.focused();
        assertThat(figure.getAriaRole()).isEqualTo("slider");
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(figure.getDomAttribute("aria-valuenow")).isEqualTo("0.30");
        assertThat(figure.getDomAttribute("aria-valuetext"))
                .startsWith("0.30 s, attention 0.")
                .contains("vector");
        browser.press(Keys.END, Keys.ARROW_LEFT);
        assertThat(Double.parseDouble(figure.getDomAttribute("aria-valuenow")))
                .isEqualTo(seconds() - 0.1, org.assertj.core.data.Offset.offset(0.006));
        browser.press(Keys.HOME, " ");
        browser.until("it plays", () -> (Boolean) browser.run("return !document.querySelector('audio').paused"));
        String start = playheadLeft();
        browser.until("the playhead moves", () -> !playheadLeft().equals(start));
        browser.press(" ");
        browser.until("it pauses", () -> (Boolean) browser.run("return document.querySelector('audio').paused"));
    }

    private static String playheadLeft() {
        return (String) browser.run("return document.querySelector('.playhead').style.left");
    }

    /** However often the browser tells that time has passed; and who listens is told at a rate at which one can. */
    @Test
    void playingDrawsOnceAFrameAndTellsOnceASecond() {
        dropAndWait("clip.wav", OTHER_CLIP);
        browser.run("""
                window.callbacksOfFrame = new Map();
                window.told = 0;
                window.formats = 0;
                const request = window.requestAnimationFrame;
                window.requestAnimationFrame = callback => request(time => {
                  callbacksOfFrame.set(time, (callbacksOfFrame.get(time) ?? 0) + 1);
                  callback(time);
                });
                new MutationObserver(() => told++)
                    .observe(document.querySelector(".plot"), { attributeFilter: ["aria-valuetext"] });
                const Format = Intl.NumberFormat;
                Intl.NumberFormat = function (...values) { formats++; return new Format(...values); };
                window.ended = false;
                document.querySelector("audio").addEventListener("ended", () => { window.ended = true; });
                """);
        browser.find(".result [data-action=play]").click();
        browser.until("it has ended", () -> (Boolean) browser.run("return ended"));
        assertThat((Long) browser.run("return callbacksOfFrame.size")).isGreaterThan(5);
        assertThat((Long) browser.run("return Math.max(...callbacksOfFrame.values())"))
                .isEqualTo(1);
        assertThat((Long) browser.run("return told")).isBetween(3L, 6L);
        assertThat((Long) browser.run("return formats")).isZero();
    }

    @Test
    void theFocusIsSeenWhereverItGoes() {
        dropAndWait("clip.wav", CLIP);
        browser.run("document.activeElement.blur(); window.scrollTo(0, 0)");
        int stops = 0;
        for (int i = 0; i < 40; i++) {
            browser.pressTab();
            WebElement at = browser.focused();
            if (at.getTagName().equals("body")) {
                break;
            }
            stops++;
            assertThat(at.getCssValue("outline-style"))
                    .as(at.getTagName() + " " + at.getText())
                    .isNotEqualTo("none");
        }
        assertThat(stops).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void everyControlHasANameAndTheLanguageIsTheChosenOne(String language) {
        browser.choose("#language", language);
        dropAndWait("clip.wav", CLIP);
        for (WebElement each :
                browser.all("button, input:not([hidden]), select, meter, summary, a, [role=slider], table, section")) {
            if (each.isDisplayed()) {
                assertThat(each.getAccessibleName())
                        .as(each.getTagName() + " " + each.getDomAttribute("id"))
                        .isNotBlank();
            }
        }
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
        boolean isRussian = language.equals("ru");
        assertThat(browser.text(".before").matches("(?s).*[а-я].*")).isEqualTo(isRussian);
        assertThat(browser.text(".result .bars").matches("(?s).*[а-я].*")).isEqualTo(isRussian);
        assertThat(browser.text("#status").matches("(?s).*[а-я].*")).isEqualTo(isRussian);
        browser.open(service.uri(""));
        assertThat(browser.find("html").getDomAttribute("lang"))
                .as("remembered")
                .isEqualTo(language);
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(browser.run("""
                        return import(new URL("words.js", document.baseURI)).then(({ WORDS: { en, ru } }) => {
                          const missing = [];
                          for (const key of new Set([...Object.keys(en), ...Object.keys(ru)])) {
                            if (typeof en[key] !== typeof ru[key] || en[key]?.length === 0 || ru[key]?.length === 0) {
                              missing.push(key);
                            }
                          }
                          if (Object.keys(en.problem).join() !== Object.keys(ru.problem).join()) {
                            missing.push("problem");
                          }
                          return missing;
                        });
                        """))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void aNarrowScreenNeedsNoScrollingSideways(String language) {
        try {
            browser.emulate(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", false));
            browser.choose("#language", language);
            dropAndWait("a recording with a long name that does not fit into one line.wav", CLIP);
            browser.all("details").forEach(each -> browser.run("arguments[0].open = true", each));
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
        } finally {
            browser.emulate("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void wordsAreReadableInLightAndDark(String theme) {
        browser.choose("#theme", theme);
        assertThat(browser.find("html").getDomAttribute("data-theme")).isEqualTo(theme);
        for (String pair : List.of(
                "ink paper", "soft paper", "ink panel", "on-accent accent", "warn warn-paper", "accent paper")) {
            String[] names = pair.split(" ");
            assertThat(contrast(colour(names[0]), colour(names[1])))
                    .as(theme + " " + pair)
                    .isGreaterThan(4.5);
        }
    }

    private static int colour(String name) {
        return Integer.decode((String) browser.run(
                "return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0]).trim()",
                name));
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = (rgb >> 16 - 8 * i & 0xFF) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void aTokenIsAskedForAndUsed() {
        try (Running guarded = Running.guarded(TOKEN)) {
            open(guarded);
            browser.find("#token").sendKeys(TOKEN, Keys.ENTER);
            browser.until("the model is known", () -> !browser.all("#model dt").isEmpty());
            record(browser.find("#record"));
        }
    }

    @Test
    void everyFileOfThePageIsThereAndNoneNamesAnotherHost() throws IOException {
        Path page = Path.of("src/main/resources/io/intona/app/web/page");
        try (var files = Files.list(page)) {
            for (Path file : files.toList()) {
                HttpResponse<String> answer = Running.CLIENT.send(
                        service.request(file.getFileName().toString().replace("index.html", ""))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
                assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
                        .as(file.toString())
                        .doesNotContain("http://", "https://");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
