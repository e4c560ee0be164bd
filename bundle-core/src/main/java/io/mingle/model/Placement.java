package io.mingle.model;

import io.mingle.core.internal.json.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks that the tensors of a file fill its data, one after the other, without gap or overlap. */
final class Placement {

    private static final Comparator<HeaderParser.Declared> BY_PLACE =
            Comparator.comparingLong(HeaderParser.Declared::begin)
                    .thenComparingLong(HeaderParser.Declared::end);

    private Placement() {}

    /**
     * Returns the sound tensors in the order of their bytes.
     *
     * @param parsed what the header declares
     * @param dataOffset the first byte of data in the file
     * @param dataBytes the bytes from there to the end of the file
     * @param problems gets what does not fit
     */
    static List<TensorEntry> check(
            Path file,
            HeaderParser.Parsed parsed,
            long dataOffset,
            long dataBytes,
            Problems problems) {
        List<HeaderParser.Declared> sorted = new ArrayList<>(parsed.tensors());
        sorted.sort(BY_PLACE);
        List<TensorEntry> entries = new ArrayList<>(sorted.size());
        List<String> cutOff = new ArrayList<>();
        HeaderParser.Declared last = null;
        for (HeaderParser.Declared tensor : sorted) {
            String problem = problem(tensor, last, parsed.allPlaced());
            if (tensor.end() > dataBytes) {
                cutOff.add(tensor.name());
            } else if (problem != null && tensor.isSound()) {
                problems.tensor(file, tensor.name(), problem);
            } else if (tensor.isSound()) {
                entries.add(entry(file, tensor, dataOffset));
            }
            last = last == null || tensor.end() > last.end() ? tensor : last;
        }
        long end = last == null ? 0 : last.end();
        if (!cutOff.isEmpty()) {
            problems.cutOff(file, dataBytes, end, cutOff);
        }
        if (end < dataBytes && parsed.allPlaced()) {
            problems.file(
                    file.getFileName()
                            + ": the tensors end after "
                            + end
                            + " bytes of data, but the file holds "
                            + dataBytes);
        }
        return entries;
    }

    private static TensorEntry entry(Path file, HeaderParser.Declared tensor, long dataOffset) {
        return new TensorEntry(
                tensor.name(),
                file,
                tensor.type(),
                tensor.shape(),
                dataOffset + tensor.begin(),
                tensor.end() - tensor.begin());
    }

    /**
     * @param last the tensor before this one that ends last
     */
    private static String problem(
            HeaderParser.Declared tensor, HeaderParser.Declared last, boolean allPlaced) {
        long free = last == null ? 0 : last.end();
        if (tensor.begin() < free) {
            return "begins at byte "
                    + tensor.begin()
                    + " of the data and overlaps "
                    + Names.quote(last.name())
                    + ", which ends at "
                    + free;
        }
        if (tensor.begin() > free && allPlaced) {
            return "begins at byte "
                    + tensor.begin()
                    + " of the data, expected "
                    + free
                    + ": bytes between that belong to no tensor are not allowed";
        }
        return null;
    }
}
