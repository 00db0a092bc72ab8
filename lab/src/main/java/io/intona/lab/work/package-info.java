/**
 * Work that survives being killed, whoever shares it: a {@link io.intona.lab.work.Claim} says who is at it, a
 * {@link io.intona.lab.work.Checkpoint} how far it is, a {@link io.intona.lab.work.CodeIdentity} what code did it.
 */
package io.intona.lab.work;
