package io.intona.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes verbs, giving the terminal to those that write to it. */
final class Verbs implements IFactory {
    private final Terminal terminal;

    Verbs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type.getDeclaredConstructors().length == 1) {
            var constructor = type.getDeclaredConstructors()[0];
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Terminal.class) {
                return type.cast(constructor.newInstance(terminal));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
