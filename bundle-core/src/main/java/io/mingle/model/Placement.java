package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
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

    /** Returns the tensors in the order of their bytes. */
    static List<TensorEntry> check(
            Path file, List<HeaderParser.Declared> tensors, long dataOffset, long dataBytes) {
        List<HeaderParser.Declared> sorted = new ArrayList<>(tensors);
        sorted.sort(BY_PLACE);
        List<TensorEntry> entries = new ArrayList<>(sorted.size());
        HeaderParser.Declared previous = null;
        for (HeaderParser.Declared tensor : sorted) {
            String problem = problem(tensor, previous, dataOffset, dataBytes);
            if (problem != null) {
                throw new BrokenModelException(
                        file + ": tensor " + Names.quote(tensor.name()) + " " + problem);
            }
            entries.add(
                    new TensorEntry(
                            tensor.name(),
                            file,
                            tensor.type(),
                            tensor.shape(),
                            dataOffset + tensor.begin(),
                            tensor.end() - tensor.begin()));
            previous = tensor;
        }
        long end = previous == null ? 0 : previous.end();
        if (end != dataBytes) {
            throw new BrokenModelException(
                    file
                            + ": the tensors end after "
                            + end
                            + " bytes of data, but the file holds "
                            + dataBytes
                            + ". It is damaged or not what it claims to be.");
        }
        return entries;
    }

    private static String problem(
            HeaderParser.Declared tensor,
            HeaderParser.Declared previous,
            long dataOffset,
            long dataBytes) {
        if (tensor.end() > dataBytes) {
            return "ends at byte "
                    + tensor.end()
                    + " of the data, but the file holds only "
                    + dataBytes
                    + ". The file is cut off: download or write it again.";
        }
        long free = previous == null ? 0 : previous.end();
        if (tensor.begin() < free) {
            return "begins at byte "
                    + tensor.begin()
                    + " of the data and overlaps "
                    + Names.quote(previous.name())
                    + ", which ends at "
                    + free
                    + ".";
        }
        if (tensor.begin() > free) {
            return "begins at byte "
                    + tensor.begin()
                    + " of the data, expected "
                    + free
                    + ": bytes between that belong to no tensor are not allowed.";
        }
        int alignment = tensor.type().bytes();
        if (tensor.end() > tensor.begin() && (dataOffset + tensor.begin()) % alignment != 0) {
            return "begins at byte "
                    + (dataOffset + tensor.begin())
                    + " of the file, but "
                    + tensor.type()
                    + " needs a multiple of "
                    + alignment
                    + ". Write the file again with a current version of safetensors.";
        }
        return null;
    }
}
