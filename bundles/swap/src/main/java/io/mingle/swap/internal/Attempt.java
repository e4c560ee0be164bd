package io.mingle.swap.internal;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import java.time.Duration;
import org.osgi.framework.Bundle;

/** A replacement that is under way, of which a report will be made. */
final class Attempt {

    private final long began = System.nanoTime();
    private final String bundle;
    private final String from;
    private final String to;
    private final Mode mode;

    private Attempt(String bundle, String from, String to, Mode mode) {
        this.bundle = bundle;
        this.from = from;
        this.to = to;
        this.mode = mode;
    }

    static Attempt beside(Bundle old, Bundle young) {
        return new Attempt(
                old.getSymbolicName(),
                old.getVersion().toString(),
                young.getVersion().toString(),
                Mode.BESIDE);
    }

    static Attempt inPlace(Bundle bundle, Jar code) {
        return new Attempt(
                code.name(),
                bundle.getVersion().toString(),
                code.version().toString(),
                Mode.IN_PLACE);
    }

    static Attempt fresh(Jar code) {
        return new Attempt(code.name(), "", code.version().toString(), Mode.NEW);
    }

    static Attempt fresh(Bundle bundle) {
        return new Attempt(bundle.getSymbolicName(), "", bundle.getVersion().toString(), Mode.NEW);
    }

    /** What is wrong with the new code, and what serves now. */
    SwapReport refused(String problem, String now) {
        return ended(Outcome.REFUSED, (sentence(problem) + " " + now).strip());
    }

    /** Says what serves after a replacement was refused. */
    static String whatServes(Bundle old) {
        return "Version %s %s."
                .formatted(
                        old.getVersion(),
                        old.getState() == Bundle.ACTIVE ? "keeps serving" : "is not active");
    }

    /** The framework's own texts have no full stop. */
    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    SwapReport ended(Outcome outcome, String reason) {
        return new SwapReport(
                bundle,
                from,
                to,
                mode,
                outcome,
                reason,
                Duration.ofNanos(System.nanoTime() - began));
    }
}
