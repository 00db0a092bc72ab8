package io.intona.app.cli;

import picocli.CommandLine.IVersionProvider;

/** Which state of the sources this program was built from: the launcher knows and hands it over. */
final class Revision implements IVersionProvider {
    /**
     * The commit; where the sources differed, {@code -dirty} and a sum over them behind it; {@code unknown} without the
     * launcher.
     */
    static String current() {
        return System.getProperty("intona.revision", "unknown");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"intona, revision " + current() + ", Java " + Runtime.version()};
    }
}
