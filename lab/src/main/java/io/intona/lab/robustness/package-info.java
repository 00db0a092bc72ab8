/**
 * What a recogniser withstands. A {@link io.intona.lab.robustness.Condition} makes of a recording what a short message, a
 * distant microphone, a noisy room or a telephone would have made of it; {@link io.intona.lab.robustness.Robustness} lets
 * the networks of a cross-validation, each only on speakers it was tested on, hear all recordings so, and
 * {@link io.intona.lab.robustness.RobustnessResult} says what is left of their recall.
 */
package io.intona.lab.robustness;
