package io.mingle.gui.internal;

import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.device.Device;
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

    static Permission of(Action action, Screen screen, ActOptions options, Device device) {
        if (!options.kinds().contains(action.kind())) {
            return refused("Actions of the kind %s are not allowed.".formatted(action.kind()));
        }
        if (action.kind().isIdle()) {
            return FREE;
        }
        Optional<String> opened =
                action instanceof Action.OpenApp open
                        ? Optional.of(device.app(open.name()))
                        : Optional.empty();
        Optional<String> outside = outside(action, opened, screen, options);
        if (outside.isPresent()) {
            return refused(outside.get());
        }
        return switch (options.confirmation()) {
            case NONE -> FREE;
            case ALL -> asked("Every action is asked about.");
            case RISKY ->
                    Risk.of(action, opened, screen)
                            .map(it -> asked("It may " + it + "."))
                            .orElse(FREE);
        };
    }

    /**
     * Returns why an action is not in one of the apps that are allowed; empty if it is.
     *
     * @param opened the app that it opens, if it does
     */
    private static Optional<String> outside(
            Action action, Optional<String> opened, Screen screen, ActOptions options) {
        if (options.apps().isEmpty() || Risk.isWayOut(action)) {
            return Optional.empty();
        }
        String app = opened.orElse(screen.app());
        if (options.apps().stream().anyMatch(app::equalsIgnoreCase)) {
            return Optional.empty();
        }
        if (app.isEmpty()) {
            return Optional.of("No app is in front that is among those allowed.");
        }
        return Optional.of(
                opened.isPresent()
                        ? "The app '%s' is not among those allowed.".formatted(app)
                        : "The app '%s' is in front, and not among those allowed.".formatted(app));
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
