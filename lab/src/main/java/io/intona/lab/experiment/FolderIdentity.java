package io.intona.lab.experiment;

import io.intona.file.WholeFile;
import io.intona.lab.work.CodeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What an output folder is for: protocol, seed, labels, settings and the code that fills it, by name, noted in
 * {@code .work/identity.json} by the first evaluation that enters. If the note is gone, any record tells the same. One
 * folder holds one kind of result, so that its records can stand in one table.
 */
final class FolderIdentity {
    private static final String CODE = "code.";
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};

    private final Path folder;
    private final Path file;
    private final Path temporary;

    FolderIdentity(Path folder, Path work) {
        this.folder = folder;
        this.file = work.resolve("identity.json");
        this.temporary = work.resolve("identity.part");
    }

    /** See {@link OutputFolder#enter}; the caller has the claim on the folder's identity. */
    void enter(RecordHead head, CodeIdentity code, boolean acceptCodeChange, boolean complete) throws IOException {
        Map<String, String> wanted = new LinkedHashMap<>(head.fields());
        wanted.putAll(code.fields());
        Map<String, String> found = noted();
        if (!found.isEmpty()) {
            check(folder.toString(), withoutCode(found), head.fields());
            if (!complete && !acceptCodeChange) {
                checkCode(found, code);
            }
        }
        if (found.isEmpty() || !complete) {
            byte[] note = Json.lines(wanted).getBytes(StandardCharsets.UTF_8);
            WholeFile.write(file, temporary, out -> out.write(note));
        }
    }

    private Map<String, String> noted() throws IOException {
        if (Files.exists(file)) {
            try {
                return Json.MAPPER.treeToValue(Json.read(file), FIELDS);
            } catch (JacksonException e) {
                throw new RecordException(file + ": this is no note of what the folder is for: " + Json.reason(e), e);
            }
        }
        Optional<Path> record = anyRecord();
        if (record.isEmpty()) {
            return Map.of();
        }
        Map<String, String> fields =
                new LinkedHashMap<>(RecordFile.read(record.get()).head().fields());
        fields.putAll(codeOf(record.get()));
        return fields;
    }

    /** A record of this folder itself: those of other evaluations may lie in folders beside its models'. */
    private Optional<Path> anyRecord() throws IOException {
        for (Path model : children(folder)) {
            for (Path run : children(model)) {
                if (isNamed(run, "run-[0-9]+\\.json(\\.gz)?")) {
                    return Optional.of(run);
                }
                for (Path fold : isNamed(run, "run-[0-9]+") ? children(run) : List.<Path>of()) {
                    if (isNamed(fold, "fold-[0-9]+\\.json")) {
                        return Optional.of(fold);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(Path path, String pattern) {
        return path.getFileName().toString().matches(pattern);
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "[!.]*")) {
                stream.forEach(children::add);
            }
        }
        Collections.sort(children);
        return children;
    }

    /** The code that the provenance beside a record tells, as far as it is there. */
    private static Map<String, String> codeOf(Path record) throws IOException {
        String name = record.getFileName().toString();
        Path provenance = record.resolveSibling(name.substring(0, name.indexOf('.')) + ".provenance.json");
        if (!Files.exists(provenance)) {
            return Map.of();
        }
        JsonNode tree = Json.read(provenance);
        JsonNode last = tree.has("folds") ? tree.get("folds").path(0) : tree;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(CODE + "revision", last.path("revision").asString(""));
        fields.put(CODE + "kernels", last.path("kernels").asString(""));
        fields.put(CODE + "java", last.path("java").asString("").split("[^0-9]", 2)[0]);
        return fields;
    }

    private static Map<String, String> withoutCode(Map<String, String> fields) {
        Map<String, String> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeIf(name -> name.startsWith(CODE));
        return rest;
    }

    private void checkCode(Map<String, String> found, CodeIdentity code) throws RecordException {
        for (Map.Entry<String, String> wanted : code.fields().entrySet()) {
            String there = found.getOrDefault(wanted.getKey(), wanted.getValue());
            if (!there.equals(wanted.getValue())) {
                throw new RecordException(folder + ": the work there was begun with " + wanted.getKey() + " = " + there
                        + ", this is " + wanted.getValue()
                        + "; results may differ, so go on with --accept-code-change or choose another folder");
            }
        }
    }

    /** Makes sure that two sets of fields are the same. */
    static void check(String where, Map<String, String> found, Map<String, String> wanted) throws RecordException {
        Set<String> names = new LinkedHashSet<>(wanted.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String there = found.getOrDefault(name, "missing");
            String here = wanted.getOrDefault(name, "missing");
            if (!there.equals(here)) {
                throw new RecordException(where + ": made with " + name + " = " + there + ", this evaluation has "
                        + here + "; choose another folder");
            }
        }
    }
}
