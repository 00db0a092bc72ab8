package io.intona.lab.tune;

import java.util.Map;

/**
 * A trial that is to be.
 *
 * @param distributions of its parameters, by name, in their order
 * @param parameters by name
 * @param userAttributes JSON by name
 * @param systemAttributes JSON by name
 */
record Proposal(
        Map<String, Distribution> distributions,
        Map<String, Double> parameters,
        Map<String, String> userAttributes,
        Map<String, String> systemAttributes) {}
