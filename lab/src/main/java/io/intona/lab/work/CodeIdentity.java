package io.intona.lab.work;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.intona.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The code that computes: within one identity, the same evaluation has the same bits. The revision is what the launcher
 * passes as {@code -Dintona.revision}: the commit; if the sources differed from it, {@value #DIRTY} and a sum over them
 * behind it, so that two states of a changed tree are different code.
 *
 * @param revision the commit, such as {@code 0123456789ab} or {@code 0123456789ab-dirty-89abcdef}; {@code unknown} and a
 *     sum over the sources where there is no commit, {@code unknown} alone without the launcher
 * @param kernels name of the kernels
 * @param java feature release of Java
 */
public record CodeIdentity(String revision, String kernels, int java) {
    /** Stands in the revision of a tree with uncommitted changes. */
    public static final String DIRTY = "-dirty";

    private static final String PROPERTY = "intona.revision";
    private static final String UNKNOWN = "unknown";

    /** The code running now. */
    public static CodeIdentity current(Kernels kernels) {
        return new CodeIdentity(
                System.getProperty(PROPERTY, UNKNOWN),
                kernels.name(),
                Runtime.version().feature());
    }

    @JsonIgnore
    public boolean isDirty() {
        return revision.contains(DIRTY);
    }

    /** Every part by name, as text. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code.revision", revision);
        fields.put("code.kernels", kernels);
        fields.put("code.java", Integer.toString(java));
        return fields;
    }

    /** For messages and model files. */
    public String words() {
        return "revision " + revision + " with " + kernels + " on Java " + java;
    }
}
