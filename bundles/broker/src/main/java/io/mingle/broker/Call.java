package io.mingle.broker;

import java.time.Duration;

/**
 * A lease that is out: one call, or one generation, that is under way.
 *
 * @param number of the generation, which names it to {@link Broker#cancel}; 0 for a plain call,
 *     which cannot be cancelled from outside
 * @param service the name of the service's interface
 * @param provider symbolic name and version of the bundle that it runs on
 * @param age how long ago the lease was given
 */
public record Call(long number, String service, String provider, Duration age) {}
