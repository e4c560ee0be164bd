package io.mingle.host;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.host.launch.Platform;
import io.mingle.host.launch.Platform.Absence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Waits for providers as long as it makes sense: not for one that has failed for good, and not if a
 * provider was there and says itself that it cannot.
 *
 * @param platform knows why somebody is not there
 * @param limit how long to wait at most; any length
 */
record Patience(Platform platform, Duration limit) {

    /** How often to look whether waiting has become vain. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    /**
     * Calls a service that may have to come first.
     *
     * @param service the name of its interface
     * @param filter what its properties have to match; null for any
     * @param call is told how long to wait for a provider
     * @param isRefusal tells an error of a provider from the error that there is none
     * @param <R> what the call returns
     * @return what the call returned
     * @throws MingleException why there is no provider
     */
    <R> R wait(
            String service,
            String filter,
            Function<Duration, R> call,
            Predicate<SkillUnavailableException> isRefusal) {
        // Unlike Duration.toNanos, this takes 292 years for what is longer.
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(limit));
        long end = System.nanoTime() + nanos;
        while (true) {
            try {
                return call.apply(GLANCE);
            } catch (SkillUnavailableException e) {
                if (isRefusal.test(e)) {
                    throw e;
                }
                Optional<Absence> absence = platform.whyAbsent(service, filter);
                if (absence.isPresent() && absence.get().lasting()) {
                    throw withSource(absence.get().error(), e);
                }
                if (System.nanoTime() - end >= 0) {
                    throw absence.map(Absence::error).map(it -> withSource(it, e)).orElse(e);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException(
                            "The thread that waited for "
                                    + service
                                    + " was interrupted. Ask again if it is still wanted.");
                }
            }
        }
    }

    private static MingleException withSource(MingleException error, Throwable source) {
        error.addSuppressed(source);
        return error;
    }
}
