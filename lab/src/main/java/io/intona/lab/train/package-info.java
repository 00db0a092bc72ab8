/**
 * Learning: a {@link io.intona.lab.train.DatasetLoader} turns a corpus into features, {@link io.intona.lab.train.Folds}
 * divide its speakers, {@link io.intona.lab.train.FoldData} is one fold standardized as the
 * {@link io.intona.lab.train.Protocol} says, and a {@link io.intona.lab.train.Trainer} trains a network on it epoch by
 * epoch, with {@link io.intona.lab.train.TrainingSettings} that a {@link io.intona.lab.train.Schedule} and Adam obey. What
 * a training has come to is its {@link io.intona.lab.train.TrainingState}, which can be stored and gone on from.
 */
package io.intona.lab.train;
