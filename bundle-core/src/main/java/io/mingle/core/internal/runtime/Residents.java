package io.mingle.core.internal.runtime;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The submodels of a device in the order of their last use. Those that were not used for long, or
 * whose memory others need, are let go of; their next use loads them again.
 *
 * <p>On the device's thread only, so that nothing is let go of while a step computes with it.
 */
final class Residents {

    /** Those that are loaded, the least recently used first. */
    private final Set<EvictableProgram> loaded = new LinkedHashSet<>();

    /** Notes that a submodel is used now. */
    void used(EvictableProgram submodel) {
        loaded.remove(submodel);
        loaded.add(submodel);
    }

    /** Forgets a submodel that was closed or unloaded. */
    void gone(EvictableProgram submodel) {
        loaded.remove(submodel);
    }

    /** Forgets the submodels of a runtime that is being closed. */
    void gone(TorchRuntime runtime) {
        loaded.removeIf(submodel -> submodel.runtime() == runtime);
    }

    /**
     * Unloads the least recently used submodel that gives memory back and that nobody needs now.
     *
     * @param owner whose submodels to look at; null for all
     * @param step the number of the step under way
     * @return false if there was none
     */
    boolean unloadOne(String owner, long step) {
        return unload(spare(owner, step), 1);
    }

    /** Returns the bytes that {@link #unloadOne} would give back, called again and again. */
    long spareBytes(String owner, long step) {
        return loaded.stream().filter(spare(owner, step)).mapToLong(EvictableProgram::bytes).sum();
    }

    private static Predicate<EvictableProgram> spare(String owner, long step) {
        return submodel ->
                !submodel.isNeeded(step)
                        && submodel.bytes() > 0
                        && (owner == null || owner.equals(submodel.owner()));
    }

    /** Unloads what was not used for at least {@code idle} and is not held. */
    void unloadIdle(Duration idle, long step) {
        unload(
                submodel -> !submodel.isNeeded(step) && submodel.unusedFor().compareTo(idle) >= 0,
                Integer.MAX_VALUE);
    }

    private boolean unload(Predicate<EvictableProgram> which, int most) {
        List<EvictableProgram> found = loaded.stream().filter(which).limit(most).toList();
        found.forEach(EvictableProgram::unload);
        return !found.isEmpty();
    }
}
