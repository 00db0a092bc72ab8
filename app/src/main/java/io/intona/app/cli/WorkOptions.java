package io.intona.app.cli;

import io.intona.kernel.Kernels;
import io.intona.lab.experiment.EvaluationOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How training is carried out: what changes no result, other kernels excepted. */
final class WorkOptions {
    @Mixin
    private KernelsOption kernels;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--accept-code-change",
            description = "Goes on with work that another version, other kernels or another Java has begun.")
    private boolean acceptCodeChange;

    Kernels kernels() {
        return kernels.kernels();
    }

    ThreadsOption threads() {
        return threads;
    }

    boolean acceptCodeChange() {
        return acceptCodeChange;
    }

    EvaluationOptions options(Kernels chosen, boolean gzip, boolean keepModels) {
        return new EvaluationOptions(
                chosen,
                threads.threads(),
                acceptCodeChange,
                EvaluationOptions.DEFAULT_CHECKPOINT_INTERVAL,
                gzip,
                keepModels);
    }
}
