package io.mingle.api.event;

/**
 * How a generation ended. The last event of its stream: nobody else's event is one.
 *
 * <p>Exactly one of {@link Finished}, {@link Cancelled} and {@link Failed}.
 */
public sealed interface End extends Event permits Finished, Cancelled, Failed {}
