package io.mingle.document.internal;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Page;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marks tables that go on with the one at the end of the page before: nothing stands between them,
 * they have as many columns, and the later one has no header or the same.
 */
final class Stitching {

    private Stitching() {}

    /** Returns a page with its first table marked if that goes on with one of the page before. */
    static Page after(Page before, Page page) {
        if (before.number() + 1 != page.number()
                || before.blocks().isEmpty()
                || page.blocks().isEmpty()) {
            return page;
        }
        Block last = before.blocks().get(before.blocks().size() - 1);
        Block first = page.blocks().get(0);
        if (last.type() != BlockType.TABLE || first.type() != BlockType.TABLE) {
            return page;
        }
        boolean on = goesOn(last.table().orElseThrow(), first.table().orElseThrow());
        List<Block> blocks = new ArrayList<>(page.blocks());
        blocks.set(0, first.going(on));
        return page.withBlocks(blocks);
    }

    private static boolean goesOn(Table table, Table next) {
        return table.columns() == next.columns()
                && (next.cells().stream().noneMatch(it -> it.header())
                        || Arrays.equals(table.grid()[0], next.grid()[0]));
    }
}
