package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.RenderDestination;

/** A page of a PDF. */
final class PdfPage implements SourcePage {

    private static final double POINTS = 72;

    /** A page that is covered by so much of what is missing has not been seen. */
    private static final double MOST = 0.5;

    private final BoundedFilters.Bound bound;
    private final String subject;
    private final PDDocument document;
    private final int index;
    private final PDRectangle crop;
    private final int rotation;
    private final ReadingLimits limits;
    private final Runnable cancellation;
    private final Set<String> warnings = new LinkedHashSet<>();
    private List<PageBox> pictures;
    private List<MissingPicture> missing = List.of();
    private List<TextLine> text;

    PdfPage(
            BoundedFilters.Bound bound,
            PDDocument document,
            int index,
            ReadingLimits limits,
            Runnable cancellation) {
        this.bound = bound;
        this.subject = "page %s of '%s'".formatted(index + 1, bound.name());
        this.document = document;
        this.index = index;
        this.limits = limits;
        this.cancellation = cancellation;
        PDPage page = guarded(cancellation, () -> document.getPage(index));
        this.crop = page.getCropBox();
        this.rotation = page.getRotation();
        if (!(crop.getWidth() > 0 && crop.getHeight() > 0)) {
            throw new UnreadableContentException(
                    "The %s has no area (%s × %s points). Leave it out."
                            .formatted(subject, crop.getWidth(), crop.getHeight()));
        }
    }

    @Override
    public String file() {
        return bound.name();
    }

    @Override
    public double width() {
        return rotation % 180 == 0 ? crop.getWidth() : crop.getHeight();
    }

    @Override
    public double height() {
        return rotation % 180 == 0 ? crop.getHeight() : crop.getWidth();
    }

    @Override
    public double inch() {
        return POINTS;
    }

    /**
     * Draws a part.
     *
     * @throws UnreadableContentException if half of the page or more are pictures that cannot be
     *     decoded, since the rest is not what the page says; scanners cut pages into stripes
     */
    @Override
    public BufferedImage draw(PageBox part, long pixels, double dpi) {
        BufferedImage image = drawn(part, pixels, dpi);
        if (missing.stream().mapToDouble(it -> area(it.place())).sum()
                >= MOST * width() * height()) {
            throw new UnreadableContentException(missing.get(0).why().page(subject));
        }
        return image;
    }

    /** Returns how much of the page a box covers, in square points. */
    private double area(PageBox box) {
        double width = Math.min(box.x1(), width()) - Math.max(box.x0(), 0);
        double height = Math.min(box.y1(), height()) - Math.max(box.y0(), 0);
        return Math.max(0, width) * Math.max(0, height);
    }

    private BufferedImage drawn(PageBox part, long pixels, double dpi) {
        double scale =
                Math.min(
                        dpi / POINTS,
                        Math.sqrt(pixels / Math.max(part.width() * part.height(), 1e-3)));
        // A side is a pixel at least, and then the other may be longer than was reckoned.
        int shorter = (int) Math.max(1, Math.min(part.width(), part.height()) * scale);
        int longer =
                (int)
                        Math.max(
                                1,
                                Math.min(
                                        Math.max(part.width(), part.height()) * scale,
                                        (double) pixels / shorter));
        int width = part.width() > part.height() ? longer : shorter;
        int height = part.width() > part.height() ? shorter : longer;
        Watch watch = new Watch(subject, limits.pageTime(), cancellation);
        DrawnPage drawn = new DrawnPage(document, subject, limits.pixels(), watch, this::onDisplay);
        drawn.setSubsamplingAllowed(true);
        BufferedImage image =
                PlainAwt.draw(
                        () -> guarded(watch::check, () -> draw(drawn, part, scale, width, height)));
        pictures = List.copyOf(drawn.pictures());
        missing = List.copyOf(drawn.missing());
        warnings.addAll(drawn.warnings());
        return image;
    }

    private BufferedImage draw(DrawnPage drawn, PageBox part, double scale, int width, int height)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setBackground(Color.WHITE);
            graphics.clearRect(0, 0, width, height);
            graphics.clipRect(0, 0, width, height);
            graphics.translate(-part.x0() * scale, -part.y0() * scale);
            drawn.renderPageToGraphics(
                    index, graphics, (float) scale, (float) scale, RenderDestination.EXPORT);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    @Override
    public List<TextLine> text() {
        if (text == null) {
            Watch watch = new Watch(subject, limits.pageTime(), cancellation);
            text = guarded(watch::check, () -> TextLayerLines.of(document, index, watch));
        }
        return text;
    }

    @Override
    public List<PageBox> pictures() {
        if (pictures == null) {
            drawn(whole(), 1 << 16, POINTS);
        }
        return pictures;
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** From the page's own coordinates, which go upwards, to those of the page as it is shown. */
    private Point2D onDisplay(Point2D point) {
        double x = point.getX() - crop.getLowerLeftX();
        double y = point.getY() - crop.getLowerLeftY();
        return switch (Math.floorMod(rotation, 360)) {
            case 90 -> new Point2D.Double(y, x);
            case 180 -> new Point2D.Double(crop.getWidth() - x, y);
            case 270 -> new Point2D.Double(crop.getHeight() - y, crop.getWidth() - x);
            default -> new Point2D.Double(x, crop.getHeight() - y);
        };
    }

    /** PDFBox meets impossible values in many ways, and all of them mean this. */
    private <T> T guarded(Runnable check, BoundedFilters.Work<T> work) {
        try {
            return BoundedFilters.within(bound.withCheck(check), work);
        } catch (MingleException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableContentException(
                    "The %s is damaged and cannot be read. Save the document anew, or leave the page out."
                            .formatted(subject),
                    e);
        } catch (OutOfMemoryError e) {
            throw new ContentTooLargeException(
                    "The %s does not fit into the memory of this Java machine. Leave it out, or start with a larger -Xmx."
                            .formatted(subject),
                    e);
        }
    }
}
