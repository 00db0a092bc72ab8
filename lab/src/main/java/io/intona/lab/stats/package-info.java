/**
 * From predictions to figures: a {@link io.intona.lab.stats.ConfusionMatrix} counts, and everything said about one run
 * (unweighted average recall, accuracy, macro-F1) is a function of it; a {@link io.intona.lab.stats.Spread} says how the
 * runs of a model vary. Sums follow NumPy's order, so that anyone recomputes the same digits with scikit-learn.
 */
package io.intona.lab.stats;
