package io.intona.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "doctor")
final class Doctor implements Callable<Integer> {
    private final Terminal terminal;

    Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("ok");
        return 0;
    }
}
