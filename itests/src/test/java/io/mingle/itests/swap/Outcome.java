package io.mingle.itests.swap;

import java.util.List;
import java.util.Locale;

/**
 * What callers met while a bundle was being replaced.
 *
 * @param cell the case
 * @param calls how many calls ended
 * @param failures what failed
 * @param longestQuiet how long a call took at most before, in milliseconds from the question to the
 *     answer
 * @param longestCall how long one took at most meanwhile
 * @param mostReplacements how many replacements ended during one call at most, which tells on any
 *     machine whether somebody starves
 * @param swaps how long each replacement took, in milliseconds, in ascending order
 * @param problems what the reports of replacements complain about
 */
record Outcome(
        Cell cell,
        long calls,
        List<Throwable> failures,
        double longestQuiet,
        double longestCall,
        int mostReplacements,
        List<Double> swaps,
        List<String> problems) {

    static final String HEAD =
            "| target | caller | replaced by | gap | swaps | calls | failed | longest call, before"
                    + " | meanwhile | replacements in a call | swap p50 | p99 |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|";

    double swapAt(double share) {
        return swaps.get(Math.max(0, (int) Math.ceil(share * swaps.size()) - 1));
    }

    /** A line of the table. */
    String row() {
        return String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %s | %s | %.0f ms | %.0f ms | %s | %.0f ms |"
                                + " %.0f ms |",
                        cell.target(),
                        cell.caller(),
                        cell.way(),
                        cell.gap().toMillis(),
                        swaps.size(),
                        calls,
                        failures.size(),
                        longestQuiet,
                        longestCall,
                        mostReplacements,
                        swapAt(0.5),
                        swapAt(0.99))
                .toLowerCase(Locale.ROOT);
    }

    /** Says what is wrong; empty if nothing is. */
    String complaint() {
        if (failures.isEmpty() && problems.isEmpty()) {
            return "";
        }
        return "%s: %s of %s calls failed%s %s"
                .formatted(
                        cell,
                        failures.size(),
                        calls,
                        failures.isEmpty() ? "" : ", the first with " + failures.get(0),
                        problems);
    }
}
