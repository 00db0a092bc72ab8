package io.intona.lab.tune;

/** Which of Optuna's versions the estimator agrees with. */
public enum TpeProfile {
    /** 3.1.0 to 3.4: the kernels lack the factor 1/σ (a mistake, mended in 3.5.0). For comparison, not for use. */
    O3_1("o3.1", false, true, false, false),
    /** 4.9. */
    O4_9("o4.9", true, false, true, true);

    private final String word;
    private final boolean normalized;
    private final boolean priorIsNeighbour;
    private final boolean integerCells;
    private final boolean categoricalFirst;

    TpeProfile(
            String word, boolean normalized, boolean priorIsNeighbour, boolean integerCells, boolean categoricalFirst) {
        this.word = word;
        this.normalized = normalized;
        this.priorIsNeighbour = priorIsNeighbour;
        this.integerCells = integerCells;
        this.categoricalFirst = categoricalFirst;
    }

    /** Whether a kernel's density has its factor 1/σ. */
    boolean normalized() {
        return normalized;
    }

    /** Whether the prior's mean is one of the points whose distance makes a kernel's width. */
    boolean priorIsNeighbour() {
        return priorIsNeighbour;
    }

    /** Whether whole numbers on a logarithmic axis have the mass of their cell, not the density at their place. */
    boolean integerCells() {
        return integerCells;
    }

    /** Whether parameters go by name, and categorical ones are drawn before all numeric ones. */
    boolean categoricalFirst() {
        return categoricalFirst;
    }

    /** The profile of that name: {@code o3.1} or {@code o4.9}. */
    public static TpeProfile parse(String word) {
        return Words.parse("profile", TpeProfile.class, word);
    }

    @Override
    public String toString() {
        return word;
    }
}
