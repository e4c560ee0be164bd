package io.mingle.api.event;

/**
 * Something that happened to a generation.
 *
 * <p>A stream of events is any number of {@link TextDelta} and of events of other kinds, then
 * exactly one {@link End}. More kinds may come, and a provider may have some of its own: whoever
 * listens passes over those that it does not know.
 */
public interface Event {}
