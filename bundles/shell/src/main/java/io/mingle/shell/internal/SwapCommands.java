package io.mingle.shell.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replaces bundles while they are being called. */
@Component(
        service = SwapCommands.class,
        property = {
            "osgi.command.scope=mingle",
            "osgi.command.function=swap",
            "osgi.command.function=promote",
            "osgi.command.function=rollback",
            "osgi.command.function=drain",
            "osgi.command.function=resume",
            "osgi.command.function=swaps"
        })
public final class SwapCommands {

    private final Swapper swapper;

    @Activate
    public SwapCommands(@Reference Swapper swapper) {
        this.swapper = swapper;
    }

    /** Replaces a bundle, or starts a canary. */
    @Descriptor("replaces a bundle by a new version, which is tried first")
    public void swap(
            CommandSession session,
            @Descriptor("percent of the calls that the new version gets at first, 1 to 99")
                    @Parameter(
                            names = {"-c", "--canary"},
                            absentValue = "0")
                    int canary,
            @Descriptor("the jar of the new version") String jar) {
        Path file = Path.of(jar);
        tell(session, canary == 0 ? swapper.swap(file) : swapper.canary(file, canary));
    }

    /** Promotes a canary. */
    @Descriptor("gives all calls to the canary of a bundle")
    public void promote(
            CommandSession session, @Descriptor("the bundle's symbolic name") String bundle) {
        tell(session, swapper.promote(bundle));
    }

    /** Goes back. */
    @Descriptor("goes back to the version before; takes a canary away")
    public void rollback(
            CommandSession session, @Descriptor("the bundle's symbolic name") String bundle) {
        tell(session, swapper.rollback(bundle));
    }

    /** Drains a bundle. */
    @Descriptor("leads no more calls to a bundle and waits for those that are under way")
    public void drain(
            CommandSession session,
            @Descriptor("how many seconds to wait, 30 if left out")
                    @Parameter(
                            names = {"-s", "--seconds"},
                            absentValue = "30")
                    int seconds,
            @Descriptor("the bundle's symbolic name") String bundle) {
        int left = swapper.drain(bundle, Duration.ofSeconds(seconds));
        session.getConsole()
                .println(
                        left == 0
                                ? bundle + " is drained. Lead calls to it again with resume."
                                : left + " calls are still under way; requests lists them.");
    }

    /** Ends a drain. */
    @Descriptor("leads calls to a drained bundle again")
    public void resume(@Descriptor("the bundle's symbolic name") String bundle) {
        swapper.resume(bundle);
    }

    /** Lists what was tried. */
    @Descriptor("lists the replacements that were tried, the newest first")
    public void swaps(CommandSession session) {
        swapper.history().forEach(report -> print(session.getConsole(), report));
    }

    private static void tell(CommandSession session, SwapReport report) {
        if (report.outcome() == Outcome.REFUSED) {
            throw new InvalidRequestException(report.reason());
        }
        print(session.getConsole(), report);
    }

    private static void print(PrintStream out, SwapReport report) {
        out.printf(
                "%s %s -> %s: %s %s in %s ms%s%n",
                report.bundle(),
                report.from().isEmpty() ? "none" : report.from(),
                report.to(),
                report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                how(report.mode()),
                report.took().toMillis(),
                report.reason().isEmpty() ? "" : ": " + report.reason());
    }

    private static String how(Mode mode) {
        return switch (mode) {
            case BESIDE -> "beside";
            case IN_PLACE -> "in place";
            case NEW -> "as new";
        };
    }
}
