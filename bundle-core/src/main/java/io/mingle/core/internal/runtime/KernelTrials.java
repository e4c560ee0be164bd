package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.tensor.Kernel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device has found out about its kernels.
 *
 * @param bfloat16 what arithmetic in bfloat16 costs there
 * @param trials one of each row of the table, in its order
 */
record KernelTrials(Bfloat16Costs bfloat16, List<KernelTrial> trials) {

    private static final Logger LOG = LoggerFactory.getLogger(KernelTrials.class);

    /**
     * Tries the processor's table; on the device's thread, and with no other: tiny problems are
     * quicker without threads that wait for one another, and more evenly so.
     */
    static KernelTrials of(Tools tools, PtNDManager manager) {
        long start = System.nanoTime();
        int threads = JniUtils.getNumThreads();
        JniUtils.setNumThreads(1);
        try {
            Bfloat16Costs bfloat16 = Bfloat16Costs.measure(tools, manager);
            return new KernelTrials(
                    bfloat16, KernelTrial.of(KernelTable.PROCESSOR, bfloat16, manager));
        } finally {
            JniUtils.setNumThreads(threads);
            LOG.debug(
                    "The table of kernels was tried in {} ms.",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    /** Returns the kernels that programs may use, the best first. */
    List<Kernel> holding() {
        return trials.stream().filter(KernelTrial::holds).map(KernelTrial::kernel).toList();
    }
}
