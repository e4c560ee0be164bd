package io.mingle.api.event;

import java.util.Optional;

/**
 * News of a generation that goes on: {@link TextDelta}, {@link Progress}, and whatever a provider
 * has to tell.
 *
 * <p>The family is open. A provider may have updates of its own, which are passed on unread:
 * whoever listens passes over those that it does not know.
 */
public non-sealed interface Update extends Event {

    /**
     * Tells how far the generation is, if this update says so, to those who do not know its kind.
     *
     * @return empty by default
     */
    default Optional<Progress> progress() {
        return Optional.empty();
    }
}
