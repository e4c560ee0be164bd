package io.mingle.host.load;

import io.mingle.host.load.Reply.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What clients met.
 *
 * @param clients how many asked at a time
 * @param seconds from the first question to the last answer
 * @param answered how many requests were answered completely
 * @param tokens of all those answers
 * @param firstMillis how long the first words of an answer took
 * @param millis how long an answer took
 * @param refusals how many requests were refused with each code
 * @param failed how many failed
 * @param firstFailure what one of them says; empty if there was none
 * @param most how many requests that were answered were under way at once
 */
public record LoadFigures(
        int clients,
        double seconds,
        long answered,
        long tokens,
        Quantiles firstMillis,
        Quantiles millis,
        Map<String, Long> refusals,
        long failed,
        String firstFailure,
        int most) {

    /** Of many durations, those that half of them and 99 of 100 do not exceed; 0 of none. */
    public record Quantiles(double p50, double p99) {

        static Quantiles of(List<Reply> replies, ToDoubleFunction<Reply> millis) {
            double[] sorted = replies.stream().mapToDouble(millis).sorted().toArray();
            return new Quantiles(at(sorted, 0.5), at(sorted, 0.99));
        }

        private static double at(double[] sorted, double share) {
            int rank = (int) Math.ceil(share * sorted.length);
            return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
        }
    }

    static LoadFigures of(int clients, long begun, List<Reply> replies) {
        List<Reply> answers = only(replies, Outcome.ANSWERED);
        List<Reply> failures = only(replies, Outcome.FAILED);
        Map<String, Long> refusals = new TreeMap<>();
        only(replies, Outcome.REFUSED).forEach(it -> refusals.merge(it.reason(), 1L, Long::sum));
        long ended = answers.stream().mapToLong(Reply::ended).max().orElse(begun + 1);
        return new LoadFigures(
                clients,
                (ended - begun) / 1e9,
                answers.size(),
                answers.stream().mapToLong(Reply::tokens).sum(),
                Quantiles.of(answers, Reply::firstMillis),
                Quantiles.of(answers, Reply::millis),
                refusals,
                failures.size(),
                failures.stream().map(Reply::reason).findFirst().orElse(""),
                most(answers));
    }

    private static List<Reply> only(List<Reply> replies, Outcome outcome) {
        return replies.stream().filter(it -> it.outcome() == outcome).toList();
    }

    private static int most(List<Reply> answers) {
        long[] begins = answers.stream().mapToLong(Reply::begun).sorted().toArray();
        long[] ends = answers.stream().mapToLong(Reply::ended).sorted().toArray();
        int most = 0;
        int ended = 0;
        for (int begun = 0; begun < begins.length; begun++) {
            while (ends[ended] < begins[begun]) {
                ended++;
            }
            most = Math.max(most, begun + 1 - ended);
        }
        return most;
    }

    public double requestsPerSecond() {
        return answered / seconds;
    }

    public double tokensPerSecond() {
        return tokens / seconds;
    }

    public long refused() {
        return refusals.values().stream().mapToLong(it -> it).sum();
    }
}
