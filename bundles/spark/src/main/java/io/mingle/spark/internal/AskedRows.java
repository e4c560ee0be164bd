package io.mingle.spark.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * The rows of a split, as lines for the worker; those that are not answered yet are remembered.
 * Belongs to the thread of the task.
 */
final class AskedRows implements Iterator<Object[]> {

    private final Iterator<Row> rows;
    private final int kept;
    private final List<String> media;
    private final boolean text;
    private final boolean numbered;
    private final Deque<Row> unanswered = new ArrayDeque<>();
    private long number;
    private Row next;

    /**
     * Takes the rows.
     *
     * @param before how many lines there are before the split, if they have no numbers
     * @param kept how many columns are kept; the line comes behind them
     * @param media the names of the columns behind the line, which hold bytes
     * @param text whether lines are text
     * @param numbered whether the last column has the number of the row, from 0
     */
    AskedRows(
            Iterator<Row> rows,
            long before,
            int kept,
            List<String> media,
            boolean text,
            boolean numbered) {
        this.rows = rows;
        this.number = before;
        this.kept = kept;
        this.media = media;
        this.text = text;
        this.numbered = numbered;
    }

    /** Blank lines of a text do not count as questions, but as lines. */
    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            Row row = rows.next();
            number = numbered ? row.getLong(kept + 1 + media.size()) + 1 : number + 1;
            if (!text || !row.isNullAt(0) && !row.getString(0).isBlank()) {
                next = row;
            }
        }
        return next != null;
    }

    /** Returns a number, an object and the bytes of media by name. */
    @Override
    public Object[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All rows of the split have been read");
        }
        Row row = next;
        next = null;
        unanswered.add(row);
        Map<String, byte[]> bytes = new HashMap<>();
        StringBuilder line = new StringBuilder(row.getString(kept));
        for (int i = 0; i < media.size(); i++) {
            byte[] file = row.getAs(kept + 1 + i);
            if (file != null) {
                add(line, media.get(i));
                bytes.put(media.get(i), file);
            }
        }
        return new Object[] {number, line.toString(), bytes};
    }

    /** A field of media names bytes by the field's own name. */
    private static void add(StringBuilder line, String field) {
        line.setLength(line.length() - 1);
        line.append(line.length() > 1 ? "," : "");
        line.append("\"%1$s\":\"%1$s\"}".formatted(field));
    }

    /** Returns how many columns are kept. */
    int kept() {
        return kept;
    }

    /** Returns the row whose answer comes next. */
    Row answered() {
        return unanswered.remove();
    }
}
