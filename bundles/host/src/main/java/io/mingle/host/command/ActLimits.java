package io.mingle.host.command;

import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Confirmation;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a run may do, and how much of it. */
final class ActLimits {

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            defaultValue = "15",
            description = "How many actions there are at most (${DEFAULT-VALUE}).")
    private int maxSteps;

    @Option(
            names = "--dry-run",
            negatable = true,
            description = "Tell the next action and do nothing; the default on real devices.")
    private Boolean dryRun;

    @Option(
            names = "--confirm",
            paramLabel = "WHAT",
            defaultValue = "risky",
            description =
                    "What is asked about first: risky (what spends, deletes, sends, installs,"
                            + " grants or leaves the app), all or none (${DEFAULT-VALUE}).")
    private Confirmation confirmation;

    @Option(
            names = "--allow-app",
            paramLabel = "NAME",
            description = "An app that may be used; may be given several times. All if left out.")
    private Set<String> apps = new TreeSet<>();

    @Option(
            names = "--allow-kind",
            paramLabel = "KIND",
            split = ",",
            description =
                    "A kind of action that may be done; may be given several times. All if left"
                            + " out: ${COMPLETION-CANDIDATES}. Ends, answers and waits always may.")
    private Set<ActionKind> kinds = EnumSet.noneOf(ActionKind.class);

    int maxSteps() {
        return maxSteps;
    }

    /** Tells whether somebody has said that actions are only told. */
    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** Returns the options of a run on a device. */
    ActOptions on(String device) {
        ActOptions options =
                ActOptions.on(device)
                        .withMaxSteps(maxSteps)
                        .withConfirmation(confirmation)
                        .withApps(apps);
        if (!kinds.isEmpty()) {
            EnumSet<ActionKind> allowed = EnumSet.copyOf(kinds);
            Stream.of(ActionKind.values()).filter(ActionKind::isIdle).forEach(allowed::add);
            options = options.withKinds(allowed);
        }
        return dryRun == null ? options : options.withDryRun(dryRun);
    }
}
