package io.intona.lab.corpus;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order in which speakers are listed: numbers by value and before names, names as strings. */
final class SpeakerOrder implements Comparator<String> {
    static final SpeakerOrder INSTANCE = new SpeakerOrder();

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private SpeakerOrder() {}

    @Override
    public int compare(String a, String b) {
        boolean aIsNumber = NUMBER.matcher(a).matches();
        boolean bIsNumber = NUMBER.matcher(b).matches();
        if (aIsNumber != bIsNumber) {
            return aIsNumber ? -1 : 1;
        }
        int byValue = aIsNumber ? new BigInteger(a).compareTo(new BigInteger(b)) : 0;
        return byValue != 0 ? byValue : a.compareTo(b);
    }
}
