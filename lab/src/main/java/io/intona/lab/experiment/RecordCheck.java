package io.intona.lab.experiment;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a record agrees with itself: figures can be computed only from one that is whole and of one piece. */
final class RecordCheck {
    private final Path file;
    private final RunRecord record;

    private RecordCheck(Path file, RunRecord record) {
        this.file = file;
        this.record = record;
    }

    /** @throws RecordException naming the file and the first contradiction */
    static void check(Path file, RunRecord record) throws RecordException {
        new RecordCheck(file, record).check();
    }

    private void check() throws RecordException {
        Set<String> clips = new HashSet<>();
        for (Prediction prediction : record.predictions()) {
            require(clips.add(prediction.clip()), "clip " + prediction.clip() + " is predicted twice");
            check(prediction);
        }
        for (Prediction prediction : record.validationPredictions()) {
            check(prediction);
        }
        RunRecord again = RunRecord.of(
                record.head(), record.run(), record.folds(), record.predictions(), record.validationPredictions());
        require(again.confusion().equals(record.confusion()), "its confusion matrix is not that of its predictions");
        require(
                Double.compare(again.uar(), record.uar()) == 0,
                "its uar is " + record.uar() + ", that of its predictions " + again.uar());
    }

    private void check(Prediction prediction) throws RecordException {
        String clip = "clip " + prediction.clip();
        List<String> labels = record.labels();
        require(
                record.folds().stream().anyMatch(fold -> fold.fold() == prediction.fold()),
                clip + " is of fold " + prediction.fold() + ", which is not in the record");
        for (String label : List.of(prediction.truth(), prediction.predicted())) {
            require(labels.contains(label), clip + " has the label " + label + ", expected one of " + labels);
        }
        float[] probabilities = prediction.probabilities();
        require(
                probabilities.length == labels.size(),
                clip + " has " + probabilities.length + " probabilities for " + labels.size() + " labels");
        float predicted = probabilities[labels.indexOf(prediction.predicted())];
        for (int i = 0; i < probabilities.length; i++) {
            require(
                    predicted >= probabilities[i],
                    clip + " is predicted as " + prediction.predicted() + ", but " + labels.get(i)
                            + " is more probable");
        }
    }

    private void require(boolean agrees, String otherwise) throws RecordException {
        if (!agrees) {
            throw new RecordException(file + ": this record is damaged: " + otherwise);
        }
    }
}
