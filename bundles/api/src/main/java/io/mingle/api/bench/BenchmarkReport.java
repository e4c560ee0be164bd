package io.mingle.api.bench;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The figures of a benchmark, as a table.
 *
 * @param machine what they were measured on: processor, threads, memory
 * @param columns the headings, with units
 * @param rows the cells, one list per case, each as long as {@code columns}; copied
 * @param notes what a reader has to know to judge the figures
 * @param failures what should have held and did not, a sentence each; empty where figures only tell
 */
public record BenchmarkReport(
        String machine,
        List<String> columns,
        List<List<String>> rows,
        List<String> notes,
        List<String> failures) {

    /** Reports figures that only tell. */
    public BenchmarkReport(
            String machine, List<String> columns, List<List<String>> rows, List<String> notes) {
        this(machine, columns, rows, notes, List.of());
    }

    /**
     * Checks that every row fits the headings.
     *
     * @throws InvalidRequestException if one does not, or an argument is null
     */
    public BenchmarkReport {
        if (Stream.of(machine, columns, rows, notes, failures).anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "A benchmark report needs a machine, columns, rows, notes and failures; one is"
                            + " null.");
        }
        columns = List.copyOf(columns);
        rows = rows.stream().<List<String>>map(List::copyOf).toList();
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new InvalidRequestException(
                        "A row of a benchmark report has "
                                + row.size()
                                + " cells "
                                + row
                                + " for "
                                + columns.size()
                                + " columns "
                                + columns
                                + ". Give one cell per column.");
            }
        }
    }
}
