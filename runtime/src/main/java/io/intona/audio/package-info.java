/**
 * From a file to samples: a recording becomes an {@link io.intona.audio.AudioClip}, mono, at its own sample rate.
 */
package io.intona.audio;
