package io.intona.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether this process can run {@link SimdKernels}, and whether it should. Does not touch the vector module to find out. */
final class Simd {
    private static final String MODULE = "jdk.incubator.vector";

    private static final String MANAGEMENT = "jdk.management";

    /** The narrowest vectors worth having. */
    private static final int MIN_BITS = 128;

    private static final Optional<String> IMPOSSIBLE = impossible();
    private static final Optional<String> NOT_CHOSEN = IMPOSSIBLE.or(Simd::slow);

    static {
        System.getLogger(Kernels.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        () -> NOT_CHOSEN
                                .map(reason -> "scalar kernels: " + reason)
                                .orElse("simd kernels"));
    }

    private Simd() {}

    /** Why there are none. */
    static Optional<String> whyImpossible() {
        return IMPOSSIBLE;
    }

    /** Why there are none, or why the scalar ones are faster. */
    static Optional<String> whyNotChosen() {
        return NOT_CHOSEN;
    }

    private static Optional<String> impossible() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("the module " + MODULE + " is missing, start Java with --add-modules " + MODULE);
        }
        if (ModuleLayer.boot().findModule(MANAGEMENT).isEmpty()) {
            return Optional.of("the module " + MANAGEMENT + " is missing, which tells what the machine can do");
        }
        if (SimdFunctions.FLOATS.vectorBitSize() < MIN_BITS) {
            return Optional.of("this machine's vectors have " + SimdFunctions.FLOATS.vectorBitSize()
                    + " bits, expected at least " + MIN_BITS);
        }
        if (!flag("UseFMA").equals("true")) {
            return Optional.of("this machine, or an option of Java, does not let multiply and add be fused");
        }
        return Optional.empty();
    }

    private static Optional<String> slow() {
        if (System.getProperty("java.vm.info", "").contains("interpreted")
                || !flag("TieredStopAtLevel").equals("4")) {
            return Optional.of("Java runs without its optimising compiler, so vectors would be slow");
        }
        return Optional.empty();
    }

    /** The value of an option of HotSpot; empty where it has no such option. */
    private static String flag(String name) {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return hotSpot.getVMOption(name).getValue();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
