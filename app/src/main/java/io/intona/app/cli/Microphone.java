package io.intona.app.cli;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** Where live sound comes from: the default device of Java Sound. */
final class Microphone {
    /** 16 bits, mono, at a rate that every device has. */
    private static final AudioFormat FORMAT = new AudioFormat(48_000, 16, 1, true, false);

    private Microphone() {}

    /**
     * Begins to listen, in 16 bits, signed, little-endian.
     *
     * @throws IOException if there is no microphone, or it does not open, with what to do
     */
    static AudioInputStream open() throws IOException {
        try {
            TargetDataLine line = AudioSystem.getTargetDataLine(FORMAT);
            line.open(FORMAT);
            line.start();
            return new AudioInputStream(line);
        } catch (IllegalArgumentException e) { // what Java Sound says where there is no such device
            throw new IOException(
                    "no microphone that Java can hear, plug one in; 'intona doctor' lists them, and 'intona classify"
                            + " --timeline' hears files",
                    e);
        } catch (LineUnavailableException | SecurityException e) {
            throw new IOException(
                    "the microphone is in use or not allowed (" + e.getMessage()
                            + "), close the other program or allow this one",
                    e);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new IOException(
                    "this Java has no sound, install the full one, not 'headless', to hear a microphone", e);
        }
    }
}
