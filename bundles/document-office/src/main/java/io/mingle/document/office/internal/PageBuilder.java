package io.mingle.document.office.internal;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.document.Table;
import io.mingle.api.error.ContentTooLargeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Puts pages together. Office files say nothing about places, so each block is on all of its page.
 *
 * <p>A few bytes of such a file may stand for very much text: a span for many places, a number for
 * a text that is used again. So what comes of them is counted here, before it is made.
 */
final class PageBuilder {

    private static final double WIDTH = 595;
    private static final double HEIGHT = 842;

    /** What is written of a table; the million rows of a sheet would only be blank. */
    static final int MOST_PLACES = 200_000;

    /** Of a whole document; a long novel has three million. */
    private static final long MOST_CHARACTERS = 1L << 24;

    /** Of which some may be chosen, unless more may be read than these. */
    private static final int MOST_PAGES = 20_000;

    private final String file;
    private final List<Page> pages = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder list = new StringBuilder();
    private final int mostPages;
    private long characters;

    PageBuilder(String file, ReadingLimits limits) {
        this.file = file;
        this.mostPages = Math.max(MOST_PAGES, limits.pages());
    }

    void heading(int level, String text) {
        add(BlockType.HEADING, Math.max(1, Math.min(6, level)), text, null);
    }

    void paragraph(String text) {
        add(BlockType.PARAGRAPH, 0, text, null);
    }

    /** Adds an item to the list that is being written, or begins one. */
    void item(int depth, String text) {
        if (text.isBlank()) {
            return;
        }
        String line = "  ".repeat(Math.max(0, Math.min(8, depth))) + "- " + text.strip();
        charge(line.length());
        list.append(list.isEmpty() ? "" : "\n").append(line);
    }

    private void endList() {
        if (!list.isEmpty()) {
            block(BlockType.LIST, 0, list.toString(), null);
            list.setLength(0);
        }
    }

    void table(List<Cell> cells) {
        if (!cells.isEmpty()) {
            long rows = cells.stream().mapToLong(it -> (long) it.row() + it.rows()).max().orElse(0);
            long columns =
                    cells.stream()
                            .mapToLong(it -> (long) it.column() + it.columns())
                            .max()
                            .orElse(0);
            reach(rows, columns);
            charge(rows * columns + cells.stream().mapToLong(it -> it.text().length()).sum());
            Table table = new Table(cells);
            String text =
                    Arrays.stream(table.grid())
                            .map(row -> String.join("\t", row).stripTrailing())
                            .collect(Collectors.joining("\n"));
            add(BlockType.TABLE, 0, text, table);
        }
    }

    private void add(BlockType type, int level, String text, Table table) {
        if (text.isBlank() && table == null) {
            return;
        }
        charge(text.length());
        endList();
        block(type, level, text, table);
    }

    /** Refuses a table that has more places than are written. */
    void reach(long rows, long columns) {
        if (columns > MOST_PLACES || rows * columns > MOST_PLACES) {
            throw tooLarge("a table of %s × %s places".formatted(rows, columns));
        }
    }

    private void charge(long count) {
        characters += count;
        if (characters > MOST_CHARACTERS) {
            throw tooLarge("more than %s characters".formatted(MOST_CHARACTERS));
        }
    }

    /** Tells of something that no document of people has, as the end of a sentence. */
    ContentTooLargeException tooLarge(String found) {
        return new ContentTooLargeException(
                "The document '%s' has %s, which is more than is read. Save the part that is wanted by itself."
                        .formatted(file, found));
    }

    private void block(BlockType type, int level, String text, Table table) {
        blocks.add(
                new Block(
                        type,
                        level,
                        blocks.size(),
                        new PageBox(0, 0, WIDTH, HEIGHT),
                        OptionalDouble.empty(),
                        type == BlockType.LIST || table != null ? text : text.strip(),
                        Optional.ofNullable(table),
                        Optional.empty(),
                        false));
    }

    /** Ends the page, even if nothing stands on it. */
    void endPage() {
        endList();
        if (pages.size() >= mostPages) {
            throw tooLarge("more than %s pages".formatted(mostPages));
        }
        pages.add(
                new Page(
                        pages.size() + 1,
                        file,
                        WIDTH,
                        HEIGHT,
                        blocks,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        List.of()));
        blocks.clear();
    }

    boolean isEmpty() {
        return blocks.isEmpty() && list.isEmpty();
    }

    List<Page> pages() {
        return pages;
    }
}
