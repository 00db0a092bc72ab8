/**
 * The search for settings: a {@link io.intona.lab.tune.Search} carries out a {@link io.intona.lab.tune.SearchPlan} in any
 * number of threads and processes that share a study file, SQLite with Optuna's tables, and
 * {@link io.intona.lab.tune.StudySettings} gives what it found. A {@code Desk} hands out the trials of one study, an
 * {@code Agenda} says which there are to be, a {@link io.intona.lab.tune.Sampler} proposes their parameters within a
 * {@link io.intona.lab.tune.SearchSpace}, and an {@code Objective} works on them.
 */
package io.intona.lab.tune;
