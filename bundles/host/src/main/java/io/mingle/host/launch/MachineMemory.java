package io.mingle.host.launch;

import java.lang.management.ManagementFactory;

/** How much memory this machine has, so that a bundle can require some. */
final class MachineMemory {

    private MachineMemory() {}

    static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
