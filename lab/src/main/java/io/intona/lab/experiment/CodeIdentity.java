package io.intona.lab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.intona.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The code that computes: within one identity, the same evaluation has the same bits. The revision is what the launcher
 * passes as {@code -Dintona.revision}: the commit, with {@value #DIRTY} behind it if the sources differed from it. Two
 * states of a changed tree over the same commit cannot be told apart; so work in progress resumes, and its records say
 * that they were made by such a tree.
 *
 * @param revision the commit, or {@code unknown}
 * @param kernels name of the kernels
 * @param java feature release of Java
 */
record CodeIdentity(String revision, String kernels, int java) {
    /** What ends the revision of a tree with uncommitted changes. */
    static final String DIRTY = "-dirty";

    private static final String PROPERTY = "intona.revision";
    private static final String UNKNOWN = "unknown";

    /** The code running now. */
    static CodeIdentity current(Kernels kernels) {
        return new CodeIdentity(
                System.getProperty(PROPERTY, UNKNOWN),
                kernels.name(),
                Runtime.version().feature());
    }

    @JsonIgnore
    boolean isDirty() {
        return revision.endsWith(DIRTY);
    }

    /** Every part by name, as text. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code.revision", revision);
        fields.put("code.kernels", kernels);
        fields.put("code.java", Integer.toString(java));
        return fields;
    }
}
