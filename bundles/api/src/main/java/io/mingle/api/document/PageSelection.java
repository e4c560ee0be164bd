package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pages of a document are meant.
 *
 * @param ranges the ranges, in any order; none for all pages. Copied
 */
public record PageSelection(List<Range> ranges) {

    /** All pages. */
    public static final PageSelection ALL = new PageSelection(List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})?(-)?(\\d{1,6})?");

    /**
     * Pages in a row.
     *
     * @param first counted from 1
     * @param last at or behind the first
     */
    public record Range(int first, int last) {

        /**
         * Checks the order.
         *
         * @throws InvalidRequestException if a page is below 1 or the last is before the first
         */
        public Range {
            if (first < 1 || last < first) {
                throw new InvalidRequestException(
                        "The pages %s-%s were asked for. Count from 1, the first page first."
                                .formatted(first, last));
            }
        }
    }

    /** Copies the list. */
    public PageSelection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads what a person writes: {@code 3}, {@code 1-5}, {@code 7-}, {@code -2}, {@code 1-5,8}.
     *
     * @param text pages and ranges with commas between them
     * @return the pages
     * @throws InvalidRequestException if it cannot be read so
     */
    public static PageSelection parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : String.valueOf(text).split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches() || range.group(1) == null && range.group(3) == null) {
                throw new InvalidRequestException(
                        "The pages '%s' cannot be understood. Write them like 1-5,8 or 7-."
                                .formatted(text));
            }
            int first = range.group(1) == null ? 1 : Integer.parseInt(range.group(1));
            int open = range.group(2) == null ? first : Integer.MAX_VALUE;
            ranges.add(
                    new Range(
                            first,
                            range.group(3) == null ? open : Integer.parseInt(range.group(3))));
        }
        return new PageSelection(ranges);
    }

    /** Tells whether a page is meant, counted from 1. */
    public boolean contains(int page) {
        return ranges.isEmpty()
                || ranges.stream().anyMatch(it -> it.first() <= page && page <= it.last());
    }
}
