/**
 * What the command prints with {@code --json} and the web service answers alike: {@code Json} writes it, the records say
 * which fields there are.
 */
package io.intona.app.json;
