package io.intona.lab.tune;

import io.intona.lab.train.Protocol;
import io.intona.lab.tune.StudyFile.Transaction;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a study is for, as its user attributes say, one for each field: continuing it with anything else is refused, naming
 * the field. Fields that may grow, how many trials are asked for, are noted beside it.
 */
final class StudyIdentity {
    /** Begins the names of the fields that tell the settings which are not searched. */
    static final String SETTINGS = "settings.";

    /** Begins the names of the fields that tell the code which works on the study. */
    private static final String CODE = "code.";

    /** The field that tells what the value of a trial is. */
    private static final String VALUE = "value";

    private StudyIdentity() {}

    /** The fields of one study of a search, JSON by name. */
    static Map<String, String> of(SearchPlan plan, List<Part> parts, List<String> tested) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", plan.model());
        fields.putAll(plan.dataset().fields());
        plan.protocol().switches().forEach((name, value) -> fields.put("protocol." + name, value));
        fields.remove("protocol.epoch"); // VALUE says at which epochs trials are judged, whatever is tested later
        if (plan.protocol().tuning() == Protocol.Tuning.NESTED) {
            fields.put("judge", plan.judge().toString());
        }
        fields.put(VALUE, TrainingObjective.VALUE);
        fields.put("seed", plan.seed());
        Map<String, Object> fixed = new LinkedHashMap<>(plan.base().fields());
        fixed.keySet().removeAll(plan.space().distributions().keySet());
        fixed.forEach((name, value) -> fields.put(SETTINGS + name, value));
        Map<String, String> json = new LinkedHashMap<>();
        fields.forEach((name, value) -> json.put(name, StudyJson.text(value)));
        plan.space().fields().forEach((name, distribution) -> json.put("space." + name, distribution));
        plan.sampling().fields().forEach((name, value) -> json.put(name, StudyJson.text(value)));
        json.put("test_speakers", StudyJson.text(tested));
        json.put(
                "judging_speakers",
                StudyJson.text(parts.stream().map(Part::judging).toList()));
        return json;
    }

    /**
     * The study of that name with this identity, made if it is not there.
     *
     * @param complete whether nothing is left to train: then it does not matter what code would and how its trials would be
     *     judged, and the study goes on saying what was so
     */
    static Study enter(
            Transaction transaction,
            String where,
            String name,
            Map<String, String> identity,
            CodeIdentity code,
            boolean acceptCodeChange,
            boolean complete)
            throws SQLException, IOException {
        Optional<Study> known = Study.find(transaction, name);
        Study study = known.isPresent() ? known.get() : Study.create(transaction, name, Direction.MAXIMIZE);
        Map<String, String> wanted = new LinkedHashMap<>(identity);
        if (complete) {
            wanted.remove(VALUE);
        } else {
            code.fields().forEach((field, value) -> wanted.put(field, StudyJson.text(value)));
        }
        if (known.isPresent()) {
            check(where, study, study.attributes(transaction), wanted, acceptCodeChange);
        }
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            study.setAttribute(transaction, each.getKey(), each.getValue());
        }
        return study;
    }

    /**
     * Notes how many trials are asked for.
     *
     * @param finished whether the study has a winner: then not fewer than before, because the same trials with fewer of the
     *     best trained again can have another
     */
    static void ask(Transaction transaction, String where, Study study, SearchPlan.Budget budget, boolean finished)
            throws SQLException, IOException {
        Map<String, String> before = study.attributes(transaction);
        Map<String, Integer> asked = new LinkedHashMap<>();
        asked.put(StudyReader.ASKED_TRIALS, budget.trials());
        asked.put(StudyReader.ASKED_TOP_K, budget.topK());
        asked.put(StudyReader.ASKED_REPEATS, budget.repeats());
        for (Map.Entry<String, Integer> each : asked.entrySet()) {
            int least = StudyReader.asked(before, each.getKey());
            if (finished && !(each.getValue() >= least)) {
                throw new StudyException(where + ": study '" + study.name() + "' is finished with " + each.getKey()
                        + " = " + least + ", this search has " + each.getValue() + ", expected " + least
                        + " or more; choose another --name or file");
            }
            study.setAttribute(transaction, each.getKey(), Integer.toString(each.getValue()));
        }
    }

    private static void check(
            String where, Study study, Map<String, String> found, Map<String, String> wanted, boolean acceptCodeChange)
            throws StudyException {
        if (study.direction() != Direction.MAXIMIZE) {
            throw new StudyException(where + ": study '" + study.name()
                    + "' minimises its value, expected one that maximises; choose another --name");
        }
        Set<String> names = new LinkedHashSet<>(wanted.keySet());
        found.keySet().stream()
                .filter(name -> name.startsWith("space.") || name.startsWith(SETTINGS))
                .forEach(names::add);
        for (String name : names) {
            String there = found.getOrDefault(name, "missing");
            String here = wanted.getOrDefault(name, "missing");
            if (there.equals(here)) {
                continue;
            }
            if (!name.startsWith(CODE)) {
                throw new StudyException(where + ": study '" + study.name() + "' was begun with " + name + " = " + there
                        + ", this search has " + here + "; choose another --name or file");
            }
            if (!acceptCodeChange) {
                throw new StudyException(where + ": study '" + study.name() + "' was begun with " + name + " = " + there
                        + ", this is " + here + "; results may differ, so go on with --accept-code-change or choose"
                        + " another --name");
            }
        }
    }
}
