package io.mingle.itests.harness;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A failure that can be told in another JVM.
 *
 * <p>What a test throws may be of a class that only a bundle has, or hold something that cannot be
 * sent. Messages, stack traces and causes are kept, classes become part of the message.
 */
final class PortableError {

    private PortableError() {}

    static AssertionError of(Throwable failure) {
        return copy(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static AssertionError copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        AssertionError copy =
                new AssertionError(
                        failure instanceof AssertionError
                                ? failure.getMessage()
                                : failure.toString());
        copy.setStackTrace(failure.getStackTrace());
        if (failure.getCause() != null && !seen.contains(failure.getCause())) {
            copy.initCause(copy(failure.getCause(), seen));
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }
}
