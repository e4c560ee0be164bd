package io.mingle.document.internal;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Figure;
import io.mingle.api.document.PageBox;
import io.mingle.document.internal.source.SourcePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Cuts figures out of a page: the pictures that a PDF places on it, unless they are as small as
 * marks or cover it like a scan does, and what the model took for a picture.
 */
final class Figures {

    private static final double DPI = 150;
    private static final long PIXELS = 4_000_000;
    private static final double LEAST_SIDE = 0.5;
    private static final double LARGEST = 0.7;

    private Figures() {}

    /** Returns the blocks with the figures among them, each with what was cut out. */
    static List<Block> with(List<Block> blocks, SourcePage page, int number) {
        List<PageBox> free = placed(page);
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            boolean named = block.type() == BlockType.FIGURE;
            all.add(named && !free.isEmpty() ? at(block, free.remove(0)) : block);
        }
        for (PageBox box : free) {
            all.add(place(all, box), at(EMPTY, box));
        }
        List<Block> cut = new ArrayList<>();
        int figures = 0;
        for (Block block : all) {
            boolean is = block.type() == BlockType.FIGURE;
            Block next = is ? cut(block, page, number, ++figures) : block;
            cut.add(next.inPlace(cut.size()));
        }
        return cut;
    }

    private static final Block EMPTY =
            new Block(
                    BlockType.FIGURE,
                    0,
                    0,
                    new PageBox(0, 0, 0, 0),
                    OptionalDouble.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    false);

    private static List<PageBox> placed(SourcePage page) {
        List<PageBox> placed = new ArrayList<>();
        double least = LEAST_SIDE * page.inch();
        for (PageBox box : page.pictures()) {
            PageBox inside =
                    new PageBox(
                            within(box.x0(), page.width()),
                            within(box.y0(), page.height()),
                            within(box.x1(), page.width()),
                            within(box.y1(), page.height()));
            double share = inside.width() * inside.height() / (page.width() * page.height());
            if (inside.width() >= least
                    && inside.height() >= least
                    && share <= LARGEST
                    && !placed.contains(inside)) {
                placed.add(inside);
            }
        }
        return placed;
    }

    private static double within(double value, double side) {
        return Math.max(0, Math.min(side, value));
    }

    /** Behind the last block that lies above it; of those in its column, if there is one. */
    private static int place(List<Block> blocks, PageBox box) {
        double middle = (box.y0() + box.y1()) / 2;
        int above = 0;
        int inColumn = -1;
        for (int i = 0; i < blocks.size(); i++) {
            PageBox its = blocks.get(i).box();
            if (its.y1() <= middle) {
                above = i + 1;
                inColumn = its.x0() < box.x1() && box.x0() < its.x1() ? i + 1 : inColumn;
            }
        }
        return inColumn < 0 ? above : inColumn;
    }

    private static Block at(Block block, PageBox box) {
        return copy(block, box, block.figure());
    }

    private static Block cut(Block block, SourcePage page, int number, int count) {
        PageBox box = block.box();
        if (!(box.width() >= 1 && box.height() >= 1)) {
            return block;
        }
        String name = "page-%s-figure-%s.png".formatted(number, count);
        Figure figure = new Figure(name, Model.png(name, page.draw(box, PIXELS, DPI)));
        return copy(block, box, Optional.of(figure));
    }

    private static Block copy(Block block, PageBox box, Optional<Figure> figure) {
        return new Block(
                block.type(),
                block.level(),
                block.order(),
                box,
                block.confidence(),
                block.text(),
                block.table(),
                figure,
                block.continued());
    }
}
