/**
 * From plan to records: an {@link io.intona.lab.experiment.Evaluation} carries out an
 * {@link io.intona.lab.experiment.EvaluationPlan} in any number of threads and processes that share an output folder,
 * claim one training at a time, and go on where a killed one stopped. An {@link io.intona.lab.experiment.Experiment}, read by
 * {@link io.intona.lab.experiment.ExperimentFile} and carried out by {@link io.intona.lab.experiment.ExperimentRun}, is the same for
 * several models. A {@link io.intona.lab.experiment.RunRecord} is what
 * stays of a run, and everything said later is computed from it; {@link io.intona.lab.experiment.RecordFile} reads and
 * writes it. {@link io.intona.lab.experiment.FinalTraining} makes the model that people use.
 */
package io.intona.lab.experiment;
