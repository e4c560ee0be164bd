package io.mingle.document.internal.write;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Document;
import io.mingle.api.document.Page;
import io.mingle.api.document.Table;
import io.mingle.document.internal.markdown.TableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins tables that go on across pages, each into the page on which it begins. */
final class Joined {

    private Joined() {}

    static List<Page> pages(Document document) {
        List<List<Block>> blocks = new ArrayList<>();
        int begun = 0;
        for (int i = 0; i < document.pages().size(); i++) {
            List<Block> its = new ArrayList<>(document.pages().get(i).blocks());
            List<Block> first = blocks.isEmpty() ? List.of() : blocks.get(begun);
            if (!its.isEmpty() && its.get(0).continued() && endsWithTable(first)) {
                int last = first.size() - 1;
                first.set(last, both(first.get(last), its.remove(0)));
            }
            blocks.add(its);
            begun = its.isEmpty() ? begun : i;
        }
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            pages.add(document.pages().get(i).withBlocks(blocks.get(i)));
        }
        return pages;
    }

    private static boolean endsWithTable(List<Block> blocks) {
        return !blocks.isEmpty() && blocks.get(blocks.size() - 1).type() == BlockType.TABLE;
    }

    private static Block both(Block block, Block next) {
        Table table = block.table().orElseThrow();
        int rows = table.rows();
        // A header that is said again is said once.
        boolean repeated = next.table().orElseThrow().cells().stream().anyMatch(Cell::header);
        List<Cell> cells = new ArrayList<>(table.cells());
        for (Cell cell : next.table().orElseThrow().cells()) {
            int row = cell.row() - (repeated ? 1 : 0);
            if (row >= 0) {
                cells.add(
                        new Cell(
                                rows + row,
                                cell.column(),
                                cell.rows(),
                                cell.columns(),
                                cell.header(),
                                cell.text()));
            }
        }
        Table joined = new Table(cells);
        return new Block(
                BlockType.TABLE,
                0,
                block.order(),
                block.box(),
                block.confidence(),
                TableText.of(joined),
                Optional.of(joined),
                Optional.empty(),
                block.continued());
    }
}
