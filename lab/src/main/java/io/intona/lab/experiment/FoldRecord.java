package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How one fold of a run went.
 *
 * @param fold from 0
 * @param train speakers whose clips trained the network
 * @param validation speakers whose clips chose the epoch
 * @param test speakers whose clips were predicted
 * @param epoch the epoch whose network was tested, from 1
 * @param curves how the training went, one value an epoch
 */
public record FoldRecord(
        int fold, List<String> train, List<String> validation, List<String> test, int epoch, Curves curves) {

    /**
     * One value an epoch.
     *
     * @param trainLoss mean cross-entropy over the epoch's clips, in nats, with dropout
     * @param validationUar unweighted average recall on the validation speakers, in [0, 1]
     */
    public record Curves(
            @JsonProperty("train_loss") List<Double> trainLoss,
            @JsonProperty("validation_uar") List<Double> validationUar) {
        public Curves {
            trainLoss = List.copyOf(trainLoss);
            validationUar = List.copyOf(validationUar);
        }
    }

    public FoldRecord {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }
}
