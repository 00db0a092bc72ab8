/**
 * Files that are written as a whole: {@link io.intona.file.WholeFile} for models, recordings, records, checkpoints,
 * matrices and cached features. Not exported: it is the project's own.
 */
package io.intona.file;
