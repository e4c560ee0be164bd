package io.mingle.swap.internal;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls that were lost while a bundle was being replaced.
 *
 * @param calls how many, by the symbolic name of the bundle that was stopped under them
 */
record Loss(TreeMap<String, Long> calls) {

    /** Compares what the broker has counted before and after. */
    static Loss between(Map<String, Long> before, Map<String, Long> after) {
        TreeMap<String, Long> calls = new TreeMap<>();
        after.forEach(
                (bundle, count) -> {
                    long more = count - before.getOrDefault(bundle, 0L);
                    if (more > 0) {
                        calls.put(bundle, more);
                    }
                });
        return new Loss(calls);
    }

    /** What has cost calls is no success. */
    SwapReport toldIn(SwapReport report) {
        if (calls.isEmpty()) {
            return report;
        }
        String told =
                "Calls were lost, by the bundle that was stopped under them: %s. They took longer than the broker waits; raise drainTimeoutMillis of io.mingle.broker, or replace it when there is less to do."
                        .formatted(calls);
        return new SwapReport(
                report.bundle(),
                report.from(),
                report.to(),
                report.mode(),
                report.outcome() == Outcome.REFUSED ? Outcome.REFUSED : Outcome.CALLS_LOST,
                report.reason().isEmpty() ? told : report.reason() + " " + told,
                report.took());
    }
}
