package io.mingle.api.event;

/**
 * Something that happened to a generation: any number of {@link Update}s, then exactly one {@link
 * End}.
 */
public sealed interface Event permits Update, End {}
