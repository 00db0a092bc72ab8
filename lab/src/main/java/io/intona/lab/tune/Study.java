package io.intona.lab.tune;

import io.intona.lab.tune.StudyFile.Transaction;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One study of a file: its rows in Optuna's tables, read and written as Optuna does. Times are UTC.
 *
 * @param id in the file
 * @param name unique in the file
 * @param direction which values are good
 */
record Study(long id, String name, Direction direction) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The study of that name, if it is there. */
    static Optional<Study> find(Transaction transaction, String name) throws SQLException, IOException {
        return transaction
                .rows(
                        "SELECT s.study_id, d.direction FROM studies s JOIN study_directions d USING (study_id)"
                                + " WHERE s.study_name = ? AND d.objective = 0",
                        row -> new Study(row.getLong(1), name, Direction.valueOf(row.getString(2))),
                        name)
                .stream()
                .findFirst();
    }

    static Study create(Transaction transaction, String name, Direction direction) throws SQLException, IOException {
        long id = transaction.insert("INSERT INTO studies (study_name) VALUES (?)", name);
        transaction.insert(
                "INSERT INTO study_directions (direction, study_id, objective) VALUES (?, ?, 0)", direction.name(), id);
        return new Study(id, name, direction);
    }

    /** JSON by name. */
    Map<String, String> attributes(Transaction transaction) throws SQLException, IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        transaction.rows(
                "SELECT \"key\", value_json FROM study_user_attributes WHERE study_id = ?"
                        + " ORDER BY study_user_attribute_id",
                row -> attributes.put(row.getString(1), row.getString(2)),
                id);
        return attributes;
    }

    void setAttribute(Transaction transaction, String key, String json) throws SQLException {
        transaction.update(
                "INSERT INTO study_user_attributes (study_id, \"key\", value_json) VALUES (?, ?, ?)"
                        + " ON CONFLICT (study_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
                id,
                key,
                json);
    }

    // ---- trials
    // -------------------------------------------------------------------------------------------------------

    /** All trials by number. */
    List<Trial> trials(Transaction transaction) throws SQLException, IOException {
        Map<String, Distribution> distributions = new HashMap<>(); // read once each
        Map<Long, Map<String, Parameter>> parameters = new HashMap<>();
        transaction.rows(
                "SELECT p.trial_id, param_name, param_value, distribution_json FROM trial_params p"
                        + " JOIN trials t USING (trial_id) WHERE t.study_id = ? ORDER BY param_id",
                row -> at(parameters, row.getLong(1))
                        .put(
                                row.getString(2),
                                new Parameter(
                                        distributions.computeIfAbsent(row.getString(4), DistributionJson::read),
                                        row.getDouble(3))),
                id);
        Map<Long, TreeMap<Integer, Double>> reports = new HashMap<>();
        transaction.rows(
                "SELECT v.trial_id, step, intermediate_value, intermediate_value_type FROM trial_intermediate_values v"
                        + " JOIN trials t USING (trial_id) WHERE t.study_id = ?",
                row -> reports.computeIfAbsent(row.getLong(1), key -> new TreeMap<>())
                        .put(row.getInt(2), value(row, 3)),
                id);
        Map<Long, Map<String, String>> user = trialAttributes(transaction, "trial_user_attributes");
        Map<Long, Map<String, String>> system = trialAttributes(transaction, "trial_system_attributes");
        return transaction.rows(
                "SELECT t.trial_id, t.number, t.state, v.value, v.value_type FROM trials t"
                        + " LEFT JOIN trial_values v ON v.trial_id = t.trial_id AND v.objective = 0"
                        + " WHERE t.study_id = ? ORDER BY t.number",
                row -> new Trial(
                        row.getLong(1),
                        row.getInt(2),
                        TrialState.valueOf(row.getString(3)),
                        row.getString(5) == null ? Double.NaN : value(row, 4),
                        parameters.getOrDefault(row.getLong(1), Map.of()),
                        reports.getOrDefault(row.getLong(1), new TreeMap<>()),
                        user.getOrDefault(row.getLong(1), Map.of()),
                        system.getOrDefault(row.getLong(1), Map.of())),
                id);
    }

    private static <K, V> Map<K, V> at(Map<Long, Map<K, V>> maps, long trial) {
        return maps.computeIfAbsent(trial, key -> new LinkedHashMap<>());
    }

    private Map<Long, Map<String, String>> trialAttributes(Transaction transaction, String table)
            throws SQLException, IOException {
        Map<Long, Map<String, String>> attributes = new HashMap<>();
        transaction.rows(
                "SELECT a.trial_id, \"key\", value_json FROM " + table
                        + " a JOIN trials t USING (trial_id) WHERE t.study_id = ?",
                row -> at(attributes, row.getLong(1)).put(row.getString(2), row.getString(3)),
                id);
        return attributes;
    }

    /** A value and, in the column behind it, its type. */
    private static double value(ResultSet row, int column) throws SQLException {
        return switch (row.getString(column + 1)) {
            case "INF_POS" -> Double.POSITIVE_INFINITY;
            case "INF_NEG" -> Double.NEGATIVE_INFINITY;
            case "NAN" -> Double.NaN;
            default -> row.getDouble(column);
        };
    }

    private static String type(double value) {
        if (Double.isNaN(value)) {
            return "NAN";
        }
        return Double.isFinite(value) ? "FINITE" : value > 0 ? "INF_POS" : "INF_NEG";
    }

    /** The number that the next trial will have. */
    int nextNumber(Transaction transaction) throws SQLException, IOException {
        return transaction
                .rows("SELECT COUNT(*) FROM trials WHERE study_id = ?", row -> row.getInt(1), id)
                .get(0);
    }

    /** Adds a running trial with all its parameters. */
    long begin(Transaction transaction, int number, Proposal proposal) throws SQLException, IOException {
        long trial = transaction.insert(
                "INSERT INTO trials (number, study_id, state, datetime_start) VALUES (?, ?, 'RUNNING', ?)",
                number,
                id,
                now());
        for (Map.Entry<String, Parameter> each : proposal.parameters().entrySet()) {
            transaction.insert(
                    "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json)"
                            + " VALUES (?, ?, ?, ?)",
                    trial,
                    each.getKey(),
                    each.getValue().value(),
                    DistributionJson.write(each.getValue().distribution()));
        }
        for (Map.Entry<String, String> each : proposal.userAttributes().entrySet()) {
            setTrialAttribute(transaction, "trial_user_attributes", trial, each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : proposal.systemAttributes().entrySet()) {
            setTrialAttribute(transaction, "trial_system_attributes", trial, each.getKey(), each.getValue());
        }
        return trial;
    }

    private static void setTrialAttribute(Transaction transaction, String table, long trial, String key, String json)
            throws SQLException {
        transaction.update(
                "INSERT INTO " + table + " (trial_id, \"key\", value_json) VALUES (?, ?, ?)"
                        + " ON CONFLICT (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
                trial,
                key,
                json);
    }

    static void setUserAttribute(Transaction transaction, long trial, String key, String json) throws SQLException {
        setTrialAttribute(transaction, "trial_user_attributes", trial, key, json);
    }

    /** Adds an intermediate value; of two at the same step the first stays. */
    static void report(Transaction transaction, long trial, int step, double value) throws SQLException {
        transaction.update(
                "INSERT INTO trial_intermediate_values"
                        + " (trial_id, step, intermediate_value_type, intermediate_value)"
                        + " VALUES (?1, ?2, ?3, CASE ?3 WHEN 'FINITE' THEN ?4 END)"
                        + " ON CONFLICT (trial_id, step) DO NOTHING",
                trial,
                step,
                type(value),
                value);
    }

    /**
     * Ends a running trial; does nothing if it was ended by somebody else.
     *
     * @param value NaN for none
     */
    static boolean end(Transaction transaction, long trial, TrialState state, double value)
            throws SQLException, IOException {
        boolean running = transaction
                .rows("SELECT state FROM trials WHERE trial_id = ?", row -> row.getString(1), trial)
                .contains(TrialState.RUNNING.name());
        if (!running) {
            return false;
        }
        if (!Double.isNaN(value)) {
            transaction.insert(
                    "INSERT INTO trial_values (trial_id, objective, value_type, value)"
                            + " VALUES (?1, 0, ?2, CASE ?2 WHEN 'FINITE' THEN ?3 END)",
                    trial,
                    type(value),
                    value);
        }
        transaction.update(
                "UPDATE trials SET state = ?, datetime_complete = ? WHERE trial_id = ?", state.name(), now(), trial);
        return true;
    }

    /** Says that somebody is at the trial. */
    static void heartbeat(Transaction transaction, long trial) throws SQLException {
        transaction.update(
                "INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (?, ?)"
                        + " ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat",
                trial,
                now());
    }

    /** When each trial was last said to be alive, of those for which that was ever said. */
    Map<Long, Instant> heartbeats(Transaction transaction) throws SQLException, IOException {
        Map<Long, Instant> heartbeats = new HashMap<>();
        transaction.rows(
                "SELECT h.trial_id, strftime('%s', heartbeat) FROM trial_heartbeats h"
                        + " JOIN trials t USING (trial_id) WHERE t.study_id = ?",
                row -> heartbeats.put(row.getLong(1), Instant.ofEpochSecond(row.getLong(2))), id);
        return heartbeats;
    }

    private static String now() {
        return TIME.format(Instant.now());
    }
}
