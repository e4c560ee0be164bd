package io.mingle.remote.internal.service;

import io.mingle.api.error.InvalidRequestException;

/** What the protocol has no words for is refused, so that no wish is passed over in silence. */
final class Untold {

    private Untold() {}

    /**
     * Refuses something that cannot be said.
     *
     * @param said whether nothing of the kind is wished for
     * @param what is wished for
     * @param instead what to do
     * @throws InvalidRequestException if it is
     */
    static void check(boolean said, String what, String instead) {
        if (!said) {
            throw new InvalidRequestException(
                    "%s was asked for, and OpenAI's interface, by which the model on another host is asked, has no word for it. %s"
                            .formatted(what, instead));
        }
    }

    /**
     * Refuses null.
     *
     * @throws InvalidRequestException if there is one
     */
    static void checkThere(String what, Object... arguments) {
        for (Object argument : arguments) {
            if (argument == null) {
                throw new InvalidRequestException(
                        "%s was asked for with an argument that is null. Give all of them."
                                .formatted(what));
            }
        }
    }
}
