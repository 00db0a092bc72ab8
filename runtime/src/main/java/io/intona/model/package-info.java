/**
 * The model file: an {@link io.intona.model.EmotionModel} holds all that recognition needs, and reads and writes itself.
 * {@code ModelFile} says what stands in the file, {@code Safetensors} how bytes are laid out; {@code JsonReader} reads
 * the header. The file may come from anywhere: whatever is wrong with it is found, and told, before it is used.
 */
package io.intona.model;
