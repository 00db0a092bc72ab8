package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Where, when and by what a fold was trained.
 *
 * @param provenance of the process that finished it
 * @param featuresVersion of the extractor, whose bits change with it
 * @param epochSeconds how long an epoch took there, on the mean
 */
record FoldProvenance(
        @JsonUnwrapped Provenance provenance,
        @JsonProperty("features_version") int featuresVersion,
        @JsonProperty(EPOCH_SECONDS) double epochSeconds) {
    /** Name of the field. */
    static final String EPOCH_SECONDS = "epoch_seconds";
}
