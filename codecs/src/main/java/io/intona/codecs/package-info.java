/**
 * Formats beyond WAV, found by ServiceLoader once this module is on the path; {@link io.intona.audio.AudioReader#read}
 * is still the way in. For each a reader that checks what it can and says where a file goes wrong, and a library that
 * decodes what has passed: {@link io.intona.codecs.FlacReader} with jFLAC, {@link io.intona.codecs.Mp3Reader} with JLayer,
 * {@link io.intona.codecs.OggReader} (Vorbis) with JOrbis.
 */
package io.intona.codecs;
