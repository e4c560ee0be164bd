package io.mingle.api.event;

/**
 * Something that happened to a generation.
 *
 * <p>A stream of events is any number of {@link TextDelta}, then exactly one of {@link Finished},
 * {@link Cancelled} and {@link Failed}.
 */
public sealed interface Event permits TextDelta, Finished, Cancelled, Failed {}
