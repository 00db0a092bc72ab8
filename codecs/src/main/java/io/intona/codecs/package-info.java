/**
 * Formats beyond WAV, found by ServiceLoader once this module is on the path; {@link io.intona.audio.AudioReader#read}
 * is still the way in. FLAC: {@link io.intona.codecs.FlacReader} reads the metadata and compares what was decoded with
 * what it promised, a filter hands on only whole frames whose checksums hold, and the library jFLAC decodes those.
 */
package io.intona.codecs;
