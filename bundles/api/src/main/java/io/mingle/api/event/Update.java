package io.mingle.api.event;

/**
 * News of a generation that goes on: {@link TextDelta}, {@link Progress}, and whatever a provider
 * has to tell.
 *
 * <p>The family is open. A provider may have updates of its own, which are passed on unread:
 * whoever listens passes over those that it does not know.
 */
public non-sealed interface Update extends Event {}
