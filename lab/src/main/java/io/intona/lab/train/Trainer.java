package io.intona.lab.train;

import io.intona.kernel.Kernels;
import io.intona.nn.Architecture;
import io.intona.nn.Network;
import io.intona.nn.PackedBatch;
import io.intona.nn.Parameters;
import io.intona.nn.Workspace;
import io.intona.random.RandomStreams;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One training of one network, epoch by epoch: shuffle all clips, cut them into batches, and for each batch take the
 * gradient of the mean cross-entropy and one step of {@link Adam}; then judge the network by the validation speakers and
 * keep it if it is the best so far.
 *
 * <p>All randomness comes from (seed, run, fold, purpose, epoch), so a training has the same bits whatever runs beside it
 * and however often it is interrupted between epochs. Steps allocate nothing once the largest batch has been seen. Not
 * thread-safe.
 */
public final class Trainer {
    private final TrainingSettings settings;
    private final Protocol protocol;
    private final FoldData data;
    private final long seed;
    private final int run;
    private final int fold;

    private final Network network;
    private final Adam adam;
    private final TrainingState state;
    private final Parameters gradients;
    private final Batches batches;
    private final PackedBatch batch = new PackedBatch();
    private final Workspace workspace = new Workspace();
    private final float[] perDecibel; // (features)
    private final Classifier validation;
    private final Classifier test;

    /**
     * A training before its first epoch.
     *
     * @param seed of the whole evaluation
     * @param run from 1, or 0 where there is none
     * @param fold from 0, or 0 where there is none
     * @throws IllegalArgumentException if the settings do not go with the protocol
     */
    public Trainer(
            Architecture architecture,
            TrainingSettings settings,
            Protocol protocol,
            FoldData data,
            Kernels kernels,
            long seed,
            int run,
            int fold) {
        settings.check(protocol);
        this.settings = settings;
        this.protocol = protocol;
        this.data = data;
        this.seed = seed;
        this.run = run;
        this.fold = fold;
        this.network = new Network(architecture, kernels);
        this.adam = new Adam(kernels, settings.weightDecay());
        this.state = new TrainingState(architecture, settings.epochs());
        this.gradients = new Parameters(architecture);
        this.batches = new Batches(data.train().size(), settings.batchSize());
        this.perDecibel = data.perDecibel();
        this.validation = classifier(data.validation());
        this.test = classifier(data.test());
        settings.initialization().apply(state.parameters(), stream("initialization", 0));
    }

    private Classifier classifier(ExampleSet set) {
        return new Classifier(network, set, protocol.padding(), settings.batchSize(), batch, workspace);
    }

    private RandomGenerator stream(String purpose, int epoch) {
        return RandomStreams.of(seed, run, fold, purpose, epoch);
    }

    /** Goes on from what {@link TrainingState#write} has written in a training of the same settings and data. */
    public void resume(DataInput in) throws IOException {
        state.read(in);
    }

    /** What the training has come to; shared. */
    public TrainingState state() {
        return state;
    }

    /** Whether all epochs are done. */
    public boolean isDone() {
        return state.epoch() == settings.epochs();
    }

    /**
     * Trains one epoch and judges it.
     *
     * @throws InterruptedException if the thread is interrupted between two steps; the training is then of no more use
     * @throws DivergedException if the loss, a parameter or a probability is no finite number
     */
    public void epoch() throws InterruptedException {
        int epoch = state.epoch();
        double loss = train(epoch);
        requireFinite(Double.isFinite(loss), epoch + 1, "the loss is " + loss);
        requireFinite(state.hasFiniteParameters(), epoch + 1, "a parameter is no finite number");
        double validationUar = judge(validation, state.parameters(), epoch + 1);
        double score = switch (protocol.epoch()) {
            case VALIDATION -> validationUar;
            case LAST -> epoch;
            case TEST -> judge(test, state.parameters(), epoch + 1);
        };
        state.endEpoch(loss, validationUar, score);
    }

    private double judge(Classifier clips, Parameters parameters, int epoch) {
        double uar = clips.unweightedAverageRecall(parameters);
        requireFinite(clips.hasFiniteProbabilities(), epoch, "a probability is no finite number");
        return uar;
    }

    /** @param epoch from 1 */
    private void requireFinite(boolean finite, int epoch, String what) {
        if (!finite) {
            throw new DivergedException("training diverged in epoch " + epoch + " of run " + run + ", fold " + fold
                    + ": " + what + "; try a learning rate below " + settings.learningRate());
        }
    }

    private double train(int epoch) throws InterruptedException {
        double learningRate = settings.learningRate(epoch);
        RandomGenerator dropout = stream("dropout", epoch);
        RandomGenerator gain = stream("gain", epoch);
        batches.shuffle(stream("shuffle", epoch));
        double loss = 0;
        for (int index = 0; index < batches.count(); index++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Classifier.load(batch, data.train(), batches, index, protocol.padding());
            if (settings.gainDb() > 0) {
                changeLevels(gain);
            }
            loss += batch.clips()
                    * network.trainForward(state.parameters(), batch, settings.dropout(), dropout, workspace);
            network.backward(state.parameters(), batch, workspace, gradients);
            adam.step(state, gradients, learningRate);
        }
        return loss / data.train().size();
    }

    /**
     * Makes each clip louder or softer, in its features: decibels are logarithms, so the level is a term of its own. Bands
     * at the floor would stay there; here they move with the rest.
     */
    private void changeLevels(RandomGenerator random) {
        for (int clip = 0; clip < batch.clips(); clip++) {
            double decibels = settings.gainDb() * (2 * random.nextDouble() - 1);
            batch.add(clip, (float) decibels, perDecibel);
        }
    }

    /**
     * What the chosen network says of the test clips, in the corpus's order.
     *
     * @throws DivergedException if a probability is no finite number
     */
    public List<Classified> testPredictions() {
        judge(test, state.best(), state.bestEpoch());
        return test.predictions();
    }

    /** What the chosen network says of the validation clips, in the corpus's order. */
    public List<Classified> validationPredictions() {
        judge(validation, state.best(), state.bestEpoch());
        return validation.predictions();
    }

    /**
     * A copy of the chosen network's numbers.
     *
     * @throws DivergedException if it does not give every clip it was trained on finite probabilities
     */
    public Parameters chosen() {
        judge(classifier(data.train()), state.best(), state.bestEpoch());
        Parameters copy = new Parameters(network.architecture());
        copy.copyFrom(state.best());
        return copy;
    }
}
