package io.mingle.parity.fault;

import io.mingle.nn.Precision;
import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.tensor.TensorRuntime;
import java.util.LinkedHashMap;
import java.util.Map;

/** A parity check that runs with a fault, until it has caught it. */
final class FaultyRun {

    /** In the order of the computation, because the first input passes all stages. */
    private final Map<String, Double> stages = new LinkedHashMap<>();

    private boolean caught;

    private FaultyRun() {}

    /**
     * Runs a check.
     *
     * @param check has a constructor that takes a runtime
     * @return the stages that are too far from the reference, in order, and how many times what is
     *     allowed the largest difference is. They are all that float32 shows, or up to the first
     *     difference of whole numbers; if that is nothing, the first that bfloat16 shows
     */
    static Map<String, Double> of(
            Class<? extends ParityCheck> check, TensorRuntime runtime, Fault fault) {
        FaultyRun run = new FaultyRun();
        FaultyPrograms programs = new FaultyPrograms(runtime, fault);
        try {
            if (fault.ofClass()) {
                made(new FaultyClasses(fault).loadClass(check.getName()), runtime).run(run::note);
            } else {
                made(check, programs.runtime()).run(run::note);
            }
        } catch (Caught e) {
            // The rest would show no more.
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(fault.name(), e);
        }
        if (!fault.ofClass() && !programs.applied()) {
            throw new AssertionError(
                    "%s: \"%s\" does not occur in the method %s of any program"
                            .formatted(fault.name(), fault.text(), fault.where()));
        }
        run.stages.values().removeIf(times -> times <= 1);
        return run.stages;
    }

    private static ParityCheck made(Class<?> check, TensorRuntime runtime)
            throws ReflectiveOperationException {
        return (ParityCheck) check.getConstructor(TensorRuntime.class).newInstance(runtime);
    }

    private void note(Finding finding) {
        double part = finding.difference().part();
        // What is no number is farther away than all numbers.
        double times = Double.isNaN(part) ? Double.POSITIVE_INFINITY : part;
        stages.merge(finding.stage(), times, Math::max);
        caught |= times > 1;
        if (times == Double.POSITIVE_INFINITY
                || caught && finding.precision() != Precision.FLOAT32) {
            throw new Caught();
        }
    }

    private static final class Caught extends RuntimeException {}
}
