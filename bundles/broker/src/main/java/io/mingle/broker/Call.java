package io.mingle.broker;

import java.time.Duration;

/**
 * A lease that is out: one call, or one generation, that is under way.
 *
 * @param id names it to {@link Broker#cancel}; never used again
 * @param service the name of the service's interface
 * @param provider symbolic name and version of the bundle that it runs on
 * @param age how long ago the lease was given
 * @param cancellable true for a generation, which can be cancelled from outside
 */
public record Call(long id, String service, String provider, Duration age, boolean cancellable) {}
