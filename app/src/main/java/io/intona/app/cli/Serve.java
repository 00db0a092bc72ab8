package io.intona.app.cli;

import io.intona.EmotionRecognizer;
import io.intona.TimelineOptions;
import io.intona.app.web.Limits;
import io.intona.app.web.Practice;
import io.intona.app.web.Settings;
import io.intona.app.web.WebServer;
import io.intona.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intona serve}: the web service. */
@Command(
        name = "serve",
        description = {
            "Serves a web page, recognition over HTTP and live streams, until it is interrupted.",
            "Only this machine reaches it unless --host says otherwise. Nothing that it hears is stored."
        },
        footer = {
            "",
            "Example:",
            "  intona serve --model m.safetensors",
            "  intona serve --model m.safetensors --host 0.0.0.0 --port 8080 --token-file token.txt"
        })
final class Serve implements Callable<Integer> {
    /** The environment's variable that may hold the token. */
    static final String TOKEN_VARIABLE = "INTONA_TOKEN";

    private static final int MIN_TOKEN_LENGTH = 16;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, only this machine).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that clients must know (default: the one in INTONA_TOKEN, if any).")
    private Optional<Path> tokenFile;

    @Option(
            names = "--public-name",
            paramLabel = "HOST",
            description = "The name by which browsers reach the service through a proxy; may be given several times.")
    private List<String> publicNames = List.of();

    @Mixin
    private ServeLimitsOption limits;

    @Mixin
    private TimelineOption timeline;

    @Mixin
    private KernelsOption kernels;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!(port >= 0 && port <= 65_535)) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + ", expected 0 to 65535");
        }
        Limits most = limits.limits(spec);
        TimelineOptions options = timeline.options(spec);
        Deque<WebServer> running = new ConcurrentLinkedDeque<>(); // one, once it listens
        Thread hook = new Thread(() -> {
            running.forEach(WebServer::close);
            Runtime.getRuntime().halt(0); // a service that was told to stop and did has not failed
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Optional<String> token = token();
            Kernels chosen = kernels.kernels();
            EmotionRecognizer recognizer = model.recognizer(spec, chosen);
            Settings settings = new Settings(bare(host), port, token, Set.copyOf(publicNames), most, options);
            Practice.run(recognizer, chosen, settings);
            WebServer server = WebServer.start(recognizer, chosen, settings);
            running.add(server);
            serve(server, token.isPresent());
        } finally {
            forget(hook); // whatever ends this otherwise tells its own exit code
            running.forEach(WebServer::close);
        }
        return 0;
    }

    /** Until the process is told to end, or this thread is interrupted. */
    private void serve(WebServer server, boolean hasToken) {
        if (server.isPublic() && !hasToken) {
            terminal.say(
                    spec, "warning: whoever reaches " + host + " can use the service, as there is no --token-file");
        }
        terminal.out().println("listening on " + server.address());
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // told to end
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook with it
        }
    }

    /** An address of IPv6 may stand in brackets, as in a URL. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private Optional<String> token() throws IOException {
        if (tokenFile.isEmpty()) {
            return Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
                    .map(token -> checked(token.strip(), TOKEN_VARIABLE));
        }
        return Optional.of(checked(Files.readString(tokenFile.get()).strip(), "--token-file " + tokenFile.get()));
    }

    /** What HTTP can carry, and nobody guesses. */
    private String checked(String token, String where) {
        if (!token.matches("[!-~]{" + MIN_TOKEN_LENGTH + ",}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    where + " holds no token, expected one line of at least " + MIN_TOKEN_LENGTH
                            + " letters, digits and signs of ASCII");
        }
        return token;
    }
}
