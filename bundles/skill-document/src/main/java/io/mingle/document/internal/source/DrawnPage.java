package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import io.mingle.api.error.ContentTooLargeException;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;

/** Draws a page of a PDF under a limit of time and of pixels, and notes where pictures lie. */
final class DrawnPage extends PDFRenderer {

    private final String subject;
    private final long pixels;
    private final Watch watch;
    private final Function<Point2D, Point2D> display;
    private final List<PageBox> pictures = new ArrayList<>();
    private final List<MissingPicture> missing = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int told;

    /**
     * Prepares to draw.
     *
     * @param subject names the page within a sentence
     * @param pixels how many a picture on it may have
     * @param display from the page's own coordinates to points from its upper left corner
     */
    DrawnPage(
            PDDocument document,
            String subject,
            long pixels,
            Watch watch,
            Function<Point2D, Point2D> display) {
        super(document);
        this.subject = subject;
        this.pixels = pixels;
        this.watch = watch;
        this.display = display;
    }

    List<PageBox> pictures() {
        return pictures;
    }

    /** Returns the pictures that cannot be decoded. */
    List<MissingPicture> missing() {
        return missing;
    }

    Set<String> warnings() {
        return warnings;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters);
    }

    private final class Drawer extends PageDrawer {

        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
            watch.check();
            super.processOperator(operator, operands);
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            check(image);
            if (image instanceof PDImageXObject its) {
                check(its.getSoftMask());
                check(its.getMask());
            }
            PageBox place = place(getGraphicsState().getCurrentTransformationMatrix());
            try {
                super.drawImage(image);
            } catch (IOException e) {
                missing.add(new MissingPicture(place, MissingPicture.Why.of(e)));
                throw e;
            }
            pictures.add(place);
        }

        private void check(PDImage image) {
            if (image != null && (long) image.getWidth() * image.getHeight() > pixels) {
                throw new ContentTooLargeException(
                        "A picture on %s has %s×%s pixels; at most %s megapixels are decoded. Save the document with smaller pictures, or leave the page out."
                                .formatted(
                                        subject,
                                        image.getWidth(),
                                        image.getHeight(),
                                        pixels / 1_000_000));
            }
        }

        private PageBox place(Matrix matrix) {
            Point2D a = display.apply(matrix.transformPoint(0, 0));
            Point2D b = display.apply(matrix.transformPoint(1, 1));
            return new PageBox(
                    Math.min(a.getX(), b.getX()),
                    Math.min(a.getY(), b.getY()),
                    Math.max(a.getX(), b.getX()),
                    Math.max(a.getY(), b.getY()));
        }

        @Override
        protected void operatorException(
                Operator operator, List<COSBase> operands, IOException error) throws IOException {
            if (missing.size() > told) {
                told = missing.size();
                warnings.add(missing.get(told - 1).why().warning(subject));
            } else {
                warnings.add("A part of %s could not be drawn.".formatted(subject));
            }
            super.operatorException(operator, operands, error);
        }
    }
}
