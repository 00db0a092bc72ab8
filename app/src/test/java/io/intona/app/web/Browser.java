package io.intona.app.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intona.app.cli.TestClips;
import io.intona.audio.WavWriter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium with an empty profile, whose microphone plays a file and which writes down all it asks for. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    /** The Chromium and its driver of this machine: Debian's packages chromium and chromium-driver. */
    static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isThere() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    /** One whose microphone speaks for four seconds; without a Chromium the tests that want it are left out and say so. */
    static Browser withVoice(Path folder) throws IOException {
        assumeTrue(isThere(), "chromium or its driver is missing: Debian has them in chromium and chromium-driver");
        Path voice = folder.resolve("voice.wav");
        WavWriter.write(TestClips.clip(5, 4 * 48_000, 48_000), voice, WavWriter.Encoding.PCM_16);
        return new Browser(folder.resolve("profile"), voice, 1280, 900, "en");
    }

    Browser(Path profile, Path microphone, int width, int height, String language) {
        System.setProperty("SE_OFFLINE", "true");
        System.setProperty("SE_AVOID_STATS", "true");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone,
                "--user-data-dir=" + profile,
                "--lang=" + language,
                "--window-size=" + width + "," + height);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.get("about:blank");
        requests(); // of the browser's own first page
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    /** Opens our page as if for the first time, and waits until it knows the model or asks for a token. */
    void openAfresh(URI page) {
        open(page);
        run("localStorage.clear()");
        open(page);
        until(
                "the model is known",
                () -> !all("#model dt").isEmpty() || find("#token").isDisplayed());
    }

    void choose(String select, String value) {
        find(select + " option[value=" + value + "]").click();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return find(css).getText();
    }

    /** Waits until something holds. */
    void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what + "; the page says:\n" + text("body"));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void untilShown(String css) {
        until(css + " is shown", () -> all(css).stream().anyMatch(WebElement::isDisplayed));
    }

    Object run(String script, Object... values) {
        return ((JavascriptExecutor) driver).executeScript(script, values);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void pressTab() {
        press(Keys.TAB);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Sets the media features that the page asks for, and the width it has. */
    void emulate(String command, Map<String, Object> values) {
        driver.executeCdpCommand(command, values);
    }

    /** The whole page, also what is below the window. */
    byte[] picture() {
        Map<String, Object> answer = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        return Base64.getDecoder().decode((String) answer.get("data"));
    }

    /** As if files were dragged here from the desktop. */
    void drop(Map<String, byte[]> files) {
        List<List<String>> encoded = new ArrayList<>();
        files.forEach(
                (name, content) -> encoded.add(List.of(name, Base64.getEncoder().encodeToString(content))));
        run("""
                const transfer = new DataTransfer();
                for (const [name, base64] of arguments[0]) {
                  transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name));
                }
                document.querySelector("main").dispatchEvent(
                    new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
                """, encoded);
    }

    /** Errors and warnings that the browser has written since the last call. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that was asked for since the last call. */
    List<URI> requests() {
        List<URI> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).path("message");
            switch (message.path("method").asString()) {
                case "Network.requestWillBeSent" ->
                    requests.add(URI.create(message.at("/params/request/url").asString()));
                case "Network.webSocketCreated" ->
                    requests.add(URI.create(message.at("/params/url").asString()));
                default -> {}
            }
        }
        return requests;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
