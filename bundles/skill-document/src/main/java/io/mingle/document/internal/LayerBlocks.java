package io.mingle.document.internal;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.PageBox;
import io.mingle.document.internal.source.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes paragraphs of the lines of a text layer: lines of one column that are close together. */
final class LayerBlocks {

    /** How many heights of a line the gap between two paragraphs is at least. */
    private static final double GAP = 0.9;

    private LayerBlocks() {}

    static List<Block> of(List<TextLine> lines) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        PageBox box = null;
        PageBox last = null;
        for (TextLine line : lines) {
            if (last != null && !follows(last, line.box())) {
                blocks.add(paragraph(text, box, blocks.size()));
                text.setLength(0);
                box = null;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.text());
            box = box == null ? line.box() : box.union(line.box());
            last = line.box();
        }
        if (box != null) {
            blocks.add(paragraph(text, box, blocks.size()));
        }
        return blocks;
    }

    private static boolean follows(PageBox last, PageBox next) {
        double height = Math.max(last.height(), next.height());
        double gap = next.y0() - last.y1();
        return gap < GAP * height
                && gap > -height
                && next.x0() < last.x1()
                && last.x0() < next.x1();
    }

    private static Block paragraph(StringBuilder text, PageBox box, int order) {
        return new Block(
                BlockType.PARAGRAPH,
                0,
                order,
                box,
                OptionalDouble.empty(),
                text.toString(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
