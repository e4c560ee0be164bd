package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Takes the lines of a page's text layer out of a PDF, with their places. */
final class TextLayerLines extends PDFTextStripper {

    private final Watch watch;
    private final List<TextLine> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private PageBox box;

    private TextLayerLines(Watch watch, int page) throws IOException {
        this.watch = watch;
        setSortByPosition(true);
        setStartPage(page + 1);
        setEndPage(page + 1);
    }

    static List<TextLine> of(PDDocument document, int page, Watch watch) throws IOException {
        TextLayerLines layer = new TextLayerLines(watch, page);
        layer.writeText(document, Writer.nullWriter());
        layer.writeLineSeparator();
        return layer.lines;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        watch.check();
        super.processOperator(operator, operands);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        for (TextPosition position : positions) {
            double x = position.getX();
            double y = position.getY();
            double height = Math.max(position.getHeight(), 1);
            PageBox place = place(x, y - height, x + position.getWidth(), y + height / 4);
            box = box == null ? place : box.union(place);
        }
        line.append(line.isEmpty() ? "" : " ").append(text.strip());
    }

    private static PageBox place(double x0, double y0, double x1, double y1) {
        return new PageBox(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    }

    @Override
    protected void writeLineSeparator() {
        if (box != null && !line.toString().isBlank()) {
            lines.add(new TextLine(line.toString(), box));
        }
        line.setLength(0);
        box = null;
    }
}
