package io.mingle.core.internal.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What the JVM tells of this machine and process. The package that tells it is an extension, which
 * not every JVM has and not every framework lends to bundles.
 */
public final class Machine {

    private Machine() {}

    /** Returns the memory of the machine; where nobody tells, what Java's own may grow to. */
    public static long memoryBytes() {
        return ask(() -> Extension.SYSTEM.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    }

    /** Returns how long the process has computed, on all cores together; 0 where nobody tells. */
    public static long processNanos() {
        return ask(() -> Extension.SYSTEM.getProcessCpuTime(), 0);
    }

    private static long ask(LongSupplier question, long otherwise) {
        try {
            return question.getAsLong();
        } catch (LinkageError e) {
            return otherwise;
        }
    }

    /** Is linked by its first use, which fails where there is no such package or bean. */
    private static final class Extension {
        static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
