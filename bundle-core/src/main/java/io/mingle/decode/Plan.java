package io.mingle.decode;

import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One packed call: the parts of all sequences behind one another.
 *
 * <p>The numbers are first where sections end, then the sections:
 *
 * <pre>
 * 0  rows
 * 1  end of the ids of tokens
 * 2  end of the positions [axes, rows]
 * 3  end of the kinds [rows], or of none
 * 4  end of the inputs: (number of the tensor, or -1 for ids; first row or id; count)
 * 5  end of the slots of new rows: (segment, place, row, count)
 * 6  end of the last row of each sequence
 * 7  sequences; of each the table: (row, rows, runs), and for each run (segment, place, count)
 * </pre>
 *
 * @param inputs tensors of embedded rows
 * @param segments that hold the pages in use
 */
record Plan(long[] numbers, List<Tensor> inputs, List<Tensor> segments) {

    static final int HEADER = 8;

    /** Packs parts of different sequences. */
    static Plan of(List<Part> parts, int axes) {
        return new Writer(parts, axes).plan();
    }

    private static final class Writer {

        private final List<Part> parts;
        private final int axes;
        private final List<Tensor> inputs = new ArrayList<>();
        private final List<Segment> segments = new ArrayList<>();
        private long[] numbers = new long[64];
        private int end = HEADER;

        Writer(List<Part> parts, int axes) {
            this.parts = parts;
            this.axes = axes;
        }

        Plan plan() {
            int rows = parts.stream().mapToInt(part -> part.rows().count()).sum();
            numbers[0] = rows;
            ids();
            numbers[1] = end;
            positions(rows);
            numbers[2] = end;
            kinds(rows);
            numbers[3] = end;
            inputs();
            numbers[4] = end;
            slots();
            numbers[5] = end;
            lastRows();
            numbers[6] = end;
            numbers[7] = parts.size();
            tables();
            return new Plan(
                    Arrays.copyOf(numbers, end),
                    inputs,
                    segments.stream().map(Segment::tensor).toList());
        }

        private void add(long number) {
            if (end == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * end);
            }
            numbers[end++] = number;
        }

        private void add(long... several) {
            for (long number : several) {
                add(number);
            }
        }

        private void add(int[] several, int from, int to) {
            for (int i = from; i < to; i++) {
                add(several[i]);
            }
        }

        private void ids() {
            for (Part part : parts) {
                if (part.rows() instanceof Rows.Tokens tokens) {
                    add(tokens.ids(), 0, tokens.count());
                }
            }
        }

        private void positions(int rows) {
            for (int axis = 0; axis < axes; axis++) {
                for (Part part : parts) {
                    int count = part.rows().count();
                    add(part.positions(), axis * count, (axis + 1) * count);
                }
            }
        }

        private void kinds(int rows) {
            if (parts.stream().allMatch(part -> part.kinds().length == 0)) {
                return;
            }
            for (Part part : parts) {
                int count = part.rows().count();
                add(part.kinds().length == 0 ? new int[count] : part.kinds(), 0, count);
            }
        }

        private void inputs() {
            int ids = 0;
            for (Part part : parts) {
                int count = part.rows().count();
                if (part.rows() instanceof Rows.Embedded embedded) {
                    add(numberOf(embedded.states(), inputs), embedded.from(), count);
                } else {
                    add(-1, ids, count);
                    ids += count;
                }
            }
        }

        private void slots() {
            int row = 0;
            for (Part part : parts) {
                int length = part.sequence().length();
                for (Run run : part.sequence().runs(length, length + part.rows().count())) {
                    add(numberOf(run.segment(), segments), run.place(), row, run.count());
                    row += run.count();
                }
            }
        }

        private void lastRows() {
            int row = 0;
            for (Part part : parts) {
                row += part.rows().count();
                add(row - 1L);
            }
        }

        private void tables() {
            int row = 0;
            for (Part part : parts) {
                int count = part.rows().count();
                List<Run> runs = part.sequence().runs(0, part.sequence().length() + count);
                add(row, count, runs.size());
                for (Run run : runs) {
                    add(numberOf(run.segment(), segments), run.place(), run.count());
                }
                row += count;
            }
        }

        private static <T> int numberOf(T it, List<T> known) {
            int number = known.indexOf(it);
            if (number < 0) {
                known.add(it);
                return known.size() - 1;
            }
            return number;
        }
    }
}
