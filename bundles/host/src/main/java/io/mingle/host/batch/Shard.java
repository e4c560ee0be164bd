package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the parts that the lines of an input are split into.
 *
 * <p>The lines that are not blank are cut into {@code count} runs of neighbours, as long as each
 * other or one line longer, the first ones first: part 0 of 3 of ten lines has lines 1 to 4. Which
 * lines those are depends on the input and the two numbers alone, and the parts in their order are
 * the whole in its order.
 *
 * @param index which part, from 0
 * @param count how many there are
 */
public record Shard(int index, int count) {

    /** The most parts. */
    public static final int MOST = 100_000;

    /** All lines in one part. */
    public static final Shard WHOLE = new Shard(0, 1);

    /** Has the index of a worker of an indexed job of Kubernetes. */
    public static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

    /** Has the number of such workers. */
    public static final String COUNT_VARIABLE = "MINGLE_SHARDS";

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    /**
     * Checks the range.
     *
     * @throws InvalidRequestException if there is no such part
     */
    public Shard {
        if (count < 1 || count > MOST || index < 0 || index >= count) {
            throw new InvalidRequestException(
                    "There is no part %s/%s: K/N has N from 1 to %s, and K from 0 to N - 1."
                            .formatted(index, count, MOST));
        }
    }

    /**
     * Reads what a person or a program has written.
     *
     * @param text {@code K/N}, or {@code auto} for what the variables {@value #INDEX_VARIABLE} and
     *     {@value #COUNT_VARIABLE} say
     * @param variables of the process
     * @return the part
     * @throws InvalidRequestException if it is neither, or there is no such part
     */
    public static Shard read(String text, Map<String, String> variables) {
        if (text.equals("auto")) {
            String index = variables.get(INDEX_VARIABLE);
            String count = variables.get(COUNT_VARIABLE);
            if (index == null || count == null) {
                throw new InvalidRequestException(
                        "The part 'auto' is the one that %s and %s name, and %s is not set. An indexed job sets the former; set the latter to its completions."
                                .formatted(
                                        INDEX_VARIABLE,
                                        COUNT_VARIABLE,
                                        index == null ? INDEX_VARIABLE : COUNT_VARIABLE));
            }
            return read(index.strip() + "/" + count.strip());
        }
        return read(text);
    }

    private static Shard read(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new InvalidRequestException(
                    "'%s' is no part of a batch. Write it as K/N, the first of eight 0/8 and the last 7/8, or as auto."
                            .formatted(text));
        }
        return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    /** Returns how many of so many lines stand before this part. */
    long from(long lines) {
        return before(index, lines);
    }

    /** Returns how many stand before what follows on it. */
    long to(long lines) {
        return before(index + 1, lines);
    }

    private long before(int part, long lines) {
        return lines / count * part + Math.min(part, lines % count);
    }

    /** Returns the name of the file with its answers; sorted by name, parts are in order. */
    public String fileName() {
        return "part-%5s-of-%5s.jsonl".formatted(index, count).replace(' ', '0');
    }
}
