package io.intona.lab.feature;

/**
 * What one folder of a cache holds.
 *
 * @param settings the features, such as {@code mfcc34-1024-512-48000-clip-v2-scalar}, or {@code sample index}
 * @param entries number of files
 * @param bytes their sizes added up
 */
public record CacheUsage(String settings, long entries, long bytes) {}
