package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How to act. Begin with {@link #on} and change what should be different.
 *
 * @param device the address of the device: a scheme, and what the provider of that scheme wants to
 *     know behind a colon, for example {@code sim:7}
 * @param maxSteps how many actions there are at most, 1 to {@value #MOST_STEPS}
 * @param dryRun whether actions are told and not done; empty for the device's own choice, which is
 *     true for devices that are real. A dry run ends with the first action that it tells
 * @param confirmation what a person is asked about first
 * @param approvalLimit how long to wait for an answer of that person; what is not answered is
 *     refused
 * @param apps the apps that may be used, by the names of {@code Screen.app}; all if empty
 * @param kinds the kinds of action that may be used; copied
 * @param stillLimit how long to wait at most until the screen has become still after an action
 */
public record ActOptions(
        String device,
        int maxSteps,
        Optional<Boolean> dryRun,
        Confirmation confirmation,
        Duration approvalLimit,
        Set<String> apps,
        Set<ActionKind> kinds,
        Duration stillLimit) {

    /** The most steps. */
    public static final int MOST_STEPS = 100;

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not
     */
    public ActOptions {
        if (device == null || device.isBlank()) {
            throw new InvalidRequestException(
                    "Options for acting were given without a device. Name one, for example 'sim'.");
        }
        if (dryRun == null
                || confirmation == null
                || approvalLimit == null
                || apps == null
                || kinds == null
                || stillLimit == null) {
            throw new InvalidRequestException(
                    "Options for acting were given with null among them; leave them empty"
                            + " instead.");
        }
        if (maxSteps < 1 || maxSteps > MOST_STEPS) {
            throw new InvalidRequestException(
                    "The option 'maxSteps' is %s; it has to be 1 to %s."
                            .formatted(maxSteps, MOST_STEPS));
        }
        apps = Set.copyOf(apps);
        kinds = Set.copyOf(kinds);
    }

    /**
     * Returns the usual options: 15 steps, what is risky is asked about, all apps and kinds.
     *
     * @param device the address of the device
     */
    public static ActOptions on(String device) {
        return new ActOptions(
                device,
                15,
                Optional.empty(),
                Confirmation.RISKY,
                Duration.ofMinutes(5),
                Set.of(),
                Set.of(ActionKind.values()),
                Duration.ofSeconds(5));
    }

    /** Returns these options with another number of steps. */
    public ActOptions withMaxSteps(int value) {
        return new ActOptions(
                device, value, dryRun, confirmation, approvalLimit, apps, kinds, stillLimit);
    }

    /** Returns these options with the choice whether actions are only told. */
    public ActOptions withDryRun(boolean value) {
        return new ActOptions(
                device,
                maxSteps,
                Optional.of(value),
                confirmation,
                approvalLimit,
                apps,
                kinds,
                stillLimit);
    }

    /** Returns these options with another choice of what is asked about. */
    public ActOptions withConfirmation(Confirmation value) {
        return new ActOptions(
                device, maxSteps, dryRun, value, approvalLimit, apps, kinds, stillLimit);
    }

    /** Returns these options with another limit for answers. */
    public ActOptions withApprovalLimit(Duration value) {
        return new ActOptions(
                device, maxSteps, dryRun, confirmation, value, apps, kinds, stillLimit);
    }

    /** Returns these options with the apps that may be used; all if empty. */
    public ActOptions withApps(Set<String> value) {
        return new ActOptions(
                device, maxSteps, dryRun, confirmation, approvalLimit, value, kinds, stillLimit);
    }

    /** Returns these options with the kinds of action that may be used. */
    public ActOptions withKinds(Set<ActionKind> value) {
        return new ActOptions(
                device, maxSteps, dryRun, confirmation, approvalLimit, apps, value, stillLimit);
    }

    /** Returns these options with another limit for screens that move. */
    public ActOptions withStillLimit(Duration value) {
        return new ActOptions(
                device, maxSteps, dryRun, confirmation, approvalLimit, apps, kinds, value);
    }
}
