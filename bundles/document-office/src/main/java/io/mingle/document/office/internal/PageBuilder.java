package io.mingle.document.office.internal;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Puts pages together. Office files say nothing about places, so each block is on all of its page.
 */
final class PageBuilder {

    private static final double WIDTH = 595;
    private static final double HEIGHT = 842;

    private final String file;
    private final List<Page> pages = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    PageBuilder(String file) {
        this.file = file;
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
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (last != null && last.type() == BlockType.LIST) {
            blocks.remove(blocks.size() - 1);
            add(BlockType.LIST, 0, last.text() + "\n" + line, null);
        } else {
            add(BlockType.LIST, 0, line, null);
        }
    }

    void table(List<Cell> cells) {
        if (!cells.isEmpty()) {
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
        return blocks.isEmpty();
    }

    List<Page> pages() {
        return pages;
    }
}
