/**
 * Features on disk. A {@link io.intona.lab.feature.FeatureCache} computes the features of a clip once: it knows clips by
 * the {@link io.intona.lab.feature.SampleHash} of their decoded samples, so FLAC and WAV share an entry, and keeps one
 * sealed (checksummed) file for each clip and setting. A sample index remembers the hash of unchanged recordings, so that
 * they are not decoded again. {@link io.intona.lab.feature.NpyFile} and {@link io.intona.lab.feature.FeatureCsv} write
 * matrices for other programs.
 */
package io.intona.lab.feature;
