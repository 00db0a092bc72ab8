/**
 * From predictions to figures. A {@link io.intona.lab.stats.ConfusionMatrix} counts, and everything said about one run
 * (unweighted average recall, accuracy, macro-F1) is a function of it. Of the runs of a model
 * {@link io.intona.lab.stats.Spread}, {@link io.intona.lab.stats.MeanInterval} and
 * {@link io.intona.lab.stats.KernelDensity} say how they vary; two models are compared run by run with
 * {@link io.intona.lab.stats.PairedTTest} and {@link io.intona.lab.stats.SignedRankTest}, many with
 * {@link io.intona.lab.stats.Holm}'s adjustment. What other speakers would give is told by
 * {@link io.intona.lab.stats.SpeakerBootstrap} alone, for two models together with what other runs would give;
 * {@link io.intona.lab.stats.Calibration} judges the probabilities. Sums follow NumPy's order where anyone should recompute
 * the same digits with scikit-learn.
 */
package io.intona.lab.stats;
