package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Where, when and by what a fold was trained.
 *
 * @param provenance of the process that finished it
 * @param epochSeconds how long an epoch took there, on the mean
 */
record FoldProvenance(
        @JsonUnwrapped Provenance provenance,
        @JsonProperty(EPOCH_SECONDS) double epochSeconds) {
    /** Name of the field. */
    static final String EPOCH_SECONDS = "epoch_seconds";
}
