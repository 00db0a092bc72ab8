/**
 * A model in a jar: a network trained on RAVDESS, found by {@code EmotionRecognizer.bundled()} where the jar is on the class
 * path. It is licensed CC BY-NC-SA 4.0, unlike the code around it; its card and the licence lie beside it in the jar.
 */
package io.intona.model.ravdess;
