package io.mingle.gui.internal;

import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.device.Screen;
import java.util.Optional;

/**
 * What the options say about an action.
 *
 * @param refusal why it may not be done at all; empty if it may
 * @param question why a person is asked about it; empty if nobody is
 */
record Permission(Optional<String> refusal, Optional<String> question) {

    private static final Permission FREE = new Permission(Optional.empty(), Optional.empty());

    static Permission of(Action action, Screen screen, ActOptions options) {
        if (!options.kinds().contains(action.kind())) {
            return refused("Actions of the kind %s are not allowed.".formatted(action.kind()));
        }
        if (action.kind().isIdle()) {
            return FREE;
        }
        if (!options.apps().isEmpty()) {
            if (action instanceof Action.OpenApp open) {
                if (options.apps().stream().noneMatch(open.name()::equalsIgnoreCase)) {
                    return refused(
                            "The app '%s' is not among those allowed.".formatted(open.name()));
                }
            } else if (!options.apps().contains(screen.app()) && !Risk.isWayOut(action)) {
                return refused(
                        "The app '%s' is in front, and not among those allowed."
                                .formatted(screen.app()));
            }
        }
        return switch (options.confirmation()) {
            case NONE -> FREE;
            case ALL -> asked("Every action is asked about.");
            case RISKY ->
                    Risk.of(action, screen).map(it -> asked("It may " + it + ".")).orElse(FREE);
        };
    }

    private static Permission refused(String why) {
        return new Permission(
                Optional.of(why + " Allow it in the options, or do it yourself."),
                Optional.empty());
    }

    private static Permission asked(String why) {
        return new Permission(Optional.empty(), Optional.of(why));
    }
}
