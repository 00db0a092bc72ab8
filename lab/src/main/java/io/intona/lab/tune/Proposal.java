package io.intona.lab.tune;

import java.util.Map;

/**
 * A trial that is to be.
 *
 * @param parameters by name, in their order
 * @param userAttributes JSON by name
 * @param systemAttributes JSON by name
 */
record Proposal(
        Map<String, Parameter> parameters, Map<String, String> userAttributes, Map<String, String> systemAttributes) {}
