/**
 * Labelled recordings: {@link io.intona.lab.corpus.Corpora} opens what a specification such as {@code ravdess=DIR} names
 * as a {@link io.intona.lab.corpus.Corpus}, a sorted list of {@link io.intona.lab.corpus.Utterance}s whose samples are
 * read when asked for. {@link io.intona.lab.corpus.SyntheticCorpus} needs no files: a source-filter voice acts eight
 * emotions from a seed.
 */
package io.intona.lab.corpus;
