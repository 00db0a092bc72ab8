package io.intona.lab.tune;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A SQLite file with Optuna's tables, which several processes, Optuna's among them, may use at once. Whatever is written
 * together, with what was read for it, is one transaction that has the file to itself ({@code BEGIN IMMEDIATE}), waits for
 * its turn, and leaves everything or nothing behind. Thread-safe: threads share one connection and take turns.
 */
final class StudyFile implements AutoCloseable {
    private static final String SCHEMA_VERSION = "12";
    private static final int BUSY_MILLIS = 60_000;

    private final Path path;
    private final Connection connection;

    /** Something done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException, IOException;
    }

    /** Something changed in one transaction. */
    @FunctionalInterface
    interface Change {
        void in(Transaction transaction) throws SQLException, IOException;
    }

    /** What one row gives. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException, IOException;
    }

    private StudyFile(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    /** Opens a file, or makes one with empty tables. */
    static StudyFile create(Path path, Stamp stamp) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StudyException(path + ": there is no folder " + folder + " that takes a study file");
        }
        StudyFile file = connect(path);
        try {
            file.change(transaction -> {
                if (transaction
                        .rows("SELECT 1 FROM sqlite_master LIMIT 1", row -> row.getInt(1))
                        .isEmpty()) {
                    transaction.createTables(stamp);
                }
            });
            file.check();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Opens a file that is there. */
    static StudyFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        StudyFile file = connect(path);
        try {
            file.check();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static StudyFile connect(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new StudyException(path + ": this is a folder, expected a study file such as study.db");
        }
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        try {
            return new StudyFile(path, DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath(), properties));
        } catch (SQLException e) {
            throw new StudyException(path + ": cannot be opened as a study file: " + reason(e), e);
        }
    }

    private void check() throws IOException {
        change(transaction -> {
            boolean known = transaction
                    .rows(
                            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'version_info'",
                            row -> row.getInt(1))
                    .contains(1);
            List<String> versions = known
                    ? transaction.rows("SELECT schema_version FROM version_info", row -> row.getString(1))
                    : List.of();
            if (!versions.equals(List.of(SCHEMA_VERSION))) {
                throw new StudyException(path + ": this is no study file of Optuna's schema " + SCHEMA_VERSION
                        + ", found schema " + (versions.isEmpty() ? "none" : versions.get(0)));
            }
        });
    }

    Path path() {
        return path;
    }

    /** Does something in one transaction; if it throws, nothing has happened. */
    <T> T transaction(Work<T> work) throws IOException {
        return transaction("BEGIN IMMEDIATE", work);
    }

    /** Reads as of one moment, beside others who read. */
    <T> T read(Work<T> work) throws IOException {
        return transaction("BEGIN DEFERRED", work);
    }

    private synchronized <T> T transaction(String begin, Work<T> work) throws IOException {
        try {
            Transaction transaction = new Transaction();
            transaction.execute(begin);
            boolean done = false;
            try {
                T result = work.in(transaction);
                transaction.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    transaction.execute("ROLLBACK");
                }
            }
        } catch (SQLException e) {
            throw new StudyException(path + ": " + reason(e), e);
        }
    }

    /** Changes something in one transaction; if it throws, nothing has happened. */
    void change(Change change) throws IOException {
        transaction(transaction -> {
            change.in(transaction);
            return true;
        });
    }

    private static String reason(SQLException failure) {
        return String.valueOf(failure.getMessage()).replace("\n", " ");
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StudyException(path + ": " + reason(e), e);
        }
    }

    /** Statements of one transaction. */
    final class Transaction {
        private Transaction() {}

        private void execute(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** All rows of a query. */
        <T> List<T> rows(String sql, Row<T> row, Object... values) throws SQLException, IOException {
            try (PreparedStatement statement = prepare(sql, values);
                    ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.of(result));
                }
                return rows;
            }
        }

        /** Changes rows and tells how many. */
        int update(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values)) {
                return statement.executeUpdate();
            }
        }

        /** Adds a row and tells its id. */
        long insert(String sql, Object... values) throws SQLException, IOException {
            update(sql, values);
            return rows("SELECT last_insert_rowid()", row -> row.getLong(1)).get(0);
        }

        private PreparedStatement prepare(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        }

        private void createTables(Stamp stamp) throws SQLException, IOException {
            for (String sql : schema().split(";\n")) {
                execute(sql);
            }
            if (stamp == Stamp.V3_2_0_A) {
                execute("CREATE INDEX ix_trials_study_id ON trials (study_id)");
            }
            update("INSERT INTO version_info VALUES (1, ?, '3.1.0')", Integer.valueOf(SCHEMA_VERSION));
            update("INSERT INTO alembic_version VALUES (?)", stamp.toString());
        }

        private static String schema() throws IOException {
            try (InputStream in = StudyFile.class.getResourceAsStream("schema.sql")) {
                if (in == null) {
                    throw new IOException("schema.sql is missing in this build");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
