package io.intona.app.web;

import io.intona.TimelineOptions;
import java.util.Optional;
import java.util.Set;

/**
 * How the service is run.
 *
 * @param host address to bind to
 * @param port to bind to; 0 takes a free one
 * @param token what clients must know, if they must
 * @param publicNames hosts by which browsers reach the service through a proxy
 * @param limits what it takes on
 * @param timeline how emotion over time is told
 */
public record Settings(
        String host,
        int port,
        Optional<String> token,
        Set<String> publicNames,
        Limits limits,
        TimelineOptions timeline) {
    public Settings {
        publicNames = Set.copyOf(publicNames);
    }
}
