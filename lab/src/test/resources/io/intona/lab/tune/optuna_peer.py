"""The other side of OptunaTest. Ends with 77 where Optuna is missing."""
import json
import math
import sys
import warnings

try:
    import optuna
    from optuna.distributions import distribution_to_json
except ImportError:
    sys.exit(77)

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore")


def number(value):
    return None if value is None else repr(float(value))


def dump(path, name):
    study = optuna.load_study(storage="sqlite:///" + path, study_name=name)
    print(json.dumps({"direction": study.direction.name, "user_attrs": study.user_attrs}))
    for t in study.trials:
        print(json.dumps({
            "number": t.number,
            "trial_id": t._trial_id,
            "state": t.state.name,
            "value": number(t.value).replace("inf", "Infinity") if t.value is not None else None,
            "params": t.params,
            "distributions": {k: distribution_to_json(d) for k, d in t.distributions.items()},
            "intermediate_values": {
                k: number(v).replace("inf", "Infinity").replace("nan", "NaN")
                for k, v in t.intermediate_values.items()
            },
            "user_attrs": t.user_attrs,
            "system_attrs": t.system_attrs,
            "start": t.datetime_start.isoformat(),
            "complete": t.datetime_complete and t.datetime_complete.isoformat(),
        }))


def create(path, name):
    optuna.create_study(storage="sqlite:///" + path, study_name=name, direction="maximize")


def go_on(path, name, count):
    study = optuna.load_study(
        storage="sqlite:///" + path, study_name=name, sampler=optuna.samplers.TPESampler(multivariate=True, seed=1))

    def objective(trial):
        x = trial.suggest_float("x", 1e-4, 1e-1, log=True)
        y = trial.suggest_float("y", -1, 1)
        kind = "abc".index(trial.suggest_categorical("kind", ["a", "b", "c"]))
        return 1 - 0.05 * math.log(x / 1e-2) ** 2 - (y - 0.2) ** 2 - 0.1 * kind

    study.optimize(objective, n_trials=int(count))
    for t in study.trials[-int(count):]:
        print(json.dumps({"value": t.value, "params": t.params}))


def prune(curves, direction, percentile, startup, warmup, interval):
    study = optuna.create_study(direction=direction)
    pruner = optuna.pruners.PercentilePruner(
        float(percentile), n_startup_trials=int(startup), n_warmup_steps=int(warmup), interval_steps=int(interval))
    for line in open(curves):
        trial = study.ask()
        end = -1
        for word in line.split():
            step, value = word.split(":")
            trial.report(float(value), int(step))
            if pruner.prune(study, study._storage.get_trial(trial._trial_id)):
                end = int(step)
                break
        study.tell(trial, 0.0 if end < 0 else None,
                   state=optuna.trial.TrialState.COMPLETE if end < 0 else optuna.trial.TrialState.PRUNED)
        print(end)


{"dump": dump, "create": create, "go_on": go_on, "prune": prune}[sys.argv[1]](*sys.argv[2:])
