/**
 * Labelled recordings: a {@link io.intona.lab.corpus.Corpus} is a sorted list of
 * {@link io.intona.lab.corpus.Utterance}s whose samples are read when asked for.
 */
package io.intona.lab.corpus;
