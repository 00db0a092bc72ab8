/**
 * The {@code intona} command: {@code Main} runs it, {@code Intona} lists the verbs, and each verb is a class of its name.
 * A verb reads its options, asks the library, and prints; {@code Failures} tells what went wrong, {@code Terminal} is
 * where everything is written.
 */
package io.intona.app.cli;
