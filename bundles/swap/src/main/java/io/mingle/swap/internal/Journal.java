package io.mingle.swap.internal;

import io.mingle.api.error.MingleException;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.trust.Audit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done and refused: in the log, in the audit, and for who asks. */
final class Journal {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final int LENGTH = 100;

    private final Deque<SwapReport> reports = new ArrayDeque<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    /** Of the files of the folder of skills, which are tried again by themselves, the last ones. */
    private final Map<String, Refusal> refusals = new HashMap<>();

    private record Refusal(String sha256, String reason) {}

    /**
     * Adds a report.
     *
     * @param who asked for it
     * @param jar that was brought; null if there was none
     */
    void add(SwapReport report, String who, Jar jar) {
        boolean fresh = report.mode() == Mode.NEW;
        if (report.outcome() == Outcome.CALLS_LOST
                || !fresh && report.outcome() == Outcome.REFUSED) {
            log.warn("{}", report);
        } else {
            log.info("{}", report);
        }
        String done =
                switch (report.outcome()) {
                    case SWAPPED, CALLS_LOST -> fresh ? "installed" : "updated";
                    case CANARY -> "shared";
                    case REFUSED -> "refused";
                };
        String from = fresh ? "" : report.from() + " -> ";
        String why = report.reason().isEmpty() ? null : report.reason();
        Audit.record(done, report.bundle() + " " + from + report.to(), who, digest(jar), why);
        synchronized (reports) {
            counts.merge(report.outcome(), 1L, Long::sum);
            reports.addFirst(report);
            while (reports.size() > LENGTH) {
                reports.removeLast();
            }
        }
    }

    /**
     * Tells whether there is anything to record of a file that is tried again by itself. Not to be
     * called by two threads at once.
     *
     * @param reason why it was refused; null if it was not
     * @param jar that it is; null if it was not looked at, or could not be read
     * @return false if it was refused for the same reason before, and has not changed since
     */
    boolean isNews(String file, String reason, Jar jar) {
        if (reason == null) {
            refusals.remove(file);
            return true;
        }
        Refusal before = refusals.get(file);
        String digest = jar == null && before != null ? before.sha256() : digest(jar);
        Refusal now = new Refusal(digest, reason);
        refusals.put(file, now);
        return !now.equals(before);
    }

    /**
     * Records what came to no report.
     *
     * @param subject the file or the bundle that was named
     * @param jar that was brought; null if it did not come so far
     */
    static void tell(RuntimeException failure, String subject, String who, Jar jar) {
        Audit.record(
                failure instanceof MingleException ? "refused" : "failed",
                jar == null ? subject : jar.name() + " " + jar.version(),
                who,
                digest(jar),
                String.valueOf(failure.getMessage()));
    }

    /** Records what was done to a bundle without a jar. */
    static void tell(String done, Bundle bundle, String who) {
        Audit.record(done, bundle.getSymbolicName() + " " + bundle.getVersion(), who, null);
    }

    /** Returns the reports, the newest first; a copy. */
    List<SwapReport> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    /** Returns how many have ended how; a copy. */
    Map<Outcome, Long> counts() {
        synchronized (reports) {
            return Map.copyOf(counts);
        }
    }

    private static String digest(Jar jar) {
        return jar == null ? null : jar.sha256();
    }
}
