package io.intona.lab.tune;

/** The mark in a study file that tells Optuna's versions whether they may open it; the tables are the same. */
public enum Stamp {
    /** Optuna 3.0 and 3.1 open it; later ones after {@code optuna storage upgrade}. */
    V3_0_0_D("v3.0.0.d"),
    /** Optuna 3.2 and later open it. */
    V3_2_0_A("v3.2.0.a");

    private final String word;

    Stamp(String word) {
        this.word = word;
    }

    /** The stamp that reads {@code v3.0.0.d} or {@code v3.2.0.a}. */
    public static Stamp parse(String word) {
        return Words.parse("stamp", Stamp.class, word);
    }

    @Override
    public String toString() {
        return word;
    }
}
