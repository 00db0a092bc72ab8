/**
 * From a file to samples: {@link io.intona.audio.AudioReader#read} turns a recording into an
 * {@link io.intona.audio.AudioClip}, mono, at its own sample rate, with the reader that recognises its format; WAV is
 * here, others are found by ServiceLoader. A reader takes bytes from an {@link io.intona.audio.AudioInput} and gives
 * samples to a {@link io.intona.audio.SampleSink}, which keep the {@link io.intona.audio.AudioLimits}.
 * {@link io.intona.audio.Resampler} changes the rate, {@link io.intona.audio.WavWriter} writes a file.
 */
package io.intona.audio;
