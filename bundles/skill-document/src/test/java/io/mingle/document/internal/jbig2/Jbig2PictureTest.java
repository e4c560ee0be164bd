package io.mingle.document.internal.jbig2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.document.internal.jbig2.ArithmeticEncoder.Contexts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class Jbig2PictureTest {

    private static final long PIXELS = 1 << 20;

    /** A frame and a stripe, so that no two sides are alike. */
    private static BufferedImage drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.drawRect(0, 0, width - 2, height - 3);
        graphics.drawLine(0, height / 3, width / 2, height - 1);
        graphics.dispose();
        return image;
    }

    private static byte[] rows(BufferedImage image, int width, int height) {
        int stride = (width + 7) / 8;
        byte[] rows = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < stride * 8; x++) {
                boolean inside = x < image.getWidth() && y < image.getHeight();
                boolean black = inside && image.getRGB(x, y) == Color.BLACK.getRGB();
                if (!black && x < width) {
                    rows[y * stride + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return rows;
    }

    private static byte[] decoded(Jbig2Writer segments, int width, int height) throws IOException {
        return Jbig2Picture.rows("A picture", segments.bytes(), width, height, PIXELS, () -> {});
    }

    private static void told(String words, Jbig2Writer segments) {
        ContentTooLargeException error =
                assertThrows(ContentTooLargeException.class, () -> decoded(segments, 8, 8));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void anArithmeticallyCodedPictureHasItsPixels() throws IOException {
        BufferedImage image = drawn(77, 40);
        Jbig2Writer segments = new Jbig2Writer().page(0, 77, 40).generic(1, image).end(2);
        assertArrayEquals(rows(image, 77, 40), decoded(segments, 77, 40));
    }

    @Test
    void aPictureOfSharedSymbolsHasItsPixels() throws IOException {
        BufferedImage a = drawn(9, 16);
        BufferedImage b = drawn(21, 16);
        Jbig2Writer segments =
                new Jbig2Writer()
                        .symbols(0, List.of(a, b))
                        .page(1, 64, 20)
                        .text(2, 64, 20, 1, new int[] {0, 1, 0, 1}, 0)
                        .end(3);
        BufferedImage row = new BufferedImage(64, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = row.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 64, 20);
        graphics.drawImage(a, 0, 0, null);
        graphics.drawImage(b, 9, 0, null);
        graphics.drawImage(a, 30, 0, null);
        graphics.drawImage(b, 39, 0, null);
        graphics.dispose();
        assertArrayEquals(rows(row, 64, 20), decoded(segments, 64, 20));
    }

    @Test
    void aPictureOfAnotherSizeThanItsRowsIsCutOrFilledWithWhite() throws IOException {
        BufferedImage image = drawn(77, 40);
        Jbig2Writer segments = new Jbig2Writer().page(0, 77, 40).generic(1, image).end(2);
        assertArrayEquals(rows(image, 64, 30), decoded(segments, 64, 30));
        byte[] wider = decoded(segments, 96, 50);
        assertArrayEquals(rows(image, 96, 50), wider);
    }

    @Test
    void sizesAreLookedAtBeforeAnythingIsDecoded() {
        told("has 60000×60000 pixels", new Jbig2Writer().page(0, 60_000, 60_000));
        told("has 2000000000×1 pixels", new Jbig2Writer().page(0, 2_000_000_000, 0x1));
        told("has 4294967295×7 pixels", new Jbig2Writer().page(0, 8, 8).fax(1, -1, 7, new byte[4]));
        told("65537 symbols", new Jbig2Writer().symbols(0, 65_537, new byte[4]));
        byte[] exported = ByteBuffer.allocate(18).putInt(10, 1 << 30).putInt(14, 1).array();
        told("1073741824 symbols", new Jbig2Writer().segment(0, 0, 0, exported));
        byte[] patterns = ByteBuffer.allocate(7).put(1, (byte) 8).putInt(3, 1 << 24).array();
        told("patterns", new Jbig2Writer().segment(0, 16, 0, patterns));
        byte[] stripe = ByteBuffer.allocate(4).putInt(1 << 30).array();
        told("pixels", new Jbig2Writer().page(0, 8, -1).segment(1, 50, 1, stripe));
        Jbig2Writer many = new Jbig2Writer().page(0, 8, 8);
        for (int i = 0; i < 4096; i++) {
            many.segment(1, 62, 1, new byte[0]);
        }
        told("has 4097 segments", many);
        told("8193 bytes of tables", new Jbig2Writer().segment(0, 53, 0, new byte[8193]));
        byte[] grid = ByteBuffer.allocate(26).putInt(0, 8).putInt(4, 8).putInt(22, 1 << 18).array();
        told("pixels", new Jbig2Writer().page(0, 8, 8).segment(1, 22, 1, grid));
    }

    @Test
    void aFaxIsNoWiderThanItsRowsMayTake() {
        Jbig2Writer wide = new Jbig2Writer().page(0, 8, 8).fax(1, 200_000, 1, new byte[4]).end(2);
        told("takes more than 1 MiB", wide);
    }

    @Test
    void symbolsAreCountedThoughAnotherPageHasSomeOfTheirNumber() {
        byte[] many = ByteBuffer.allocate(18).putInt(14, 60_000).array();
        byte[] none = new byte[18];
        Jbig2Writer segments = new Jbig2Writer().segment(0, 0, 0, many).segment(0, 0, 2, none);
        told("120000 symbols", segments.segment(1, 0, 1, none, 0, 0));
    }

    @Test
    void symbolsThatTogetherMakeMoreThanTheLimitAreCounted() {
        BufferedImage one = drawn(8, 8);
        Jbig2Writer doubling = new Jbig2Writer().symbols(0, List.of(one, one));
        byte[] head = ByteBuffer.allocate(18).putInt(14, 1).array();
        for (int i = 1; i < 20; i++) {
            doubling.segment(i, 0, 0, head, i - 1, i - 1);
        }
        told("symbols; at most 65536 are decoded", doubling);
    }

    @Test
    void aSymbolThatIsLargerThanThePageIsRefusedWhereItIsMade() {
        ArithmeticEncoder encoder = new ArithmeticEncoder();
        encoder.number(new Contexts(512), 60_000);
        encoder.number(new Contexts(512), 60_000);
        Jbig2Writer segments =
                new Jbig2Writer()
                        .symbols(0, 1, encoder.bytes())
                        .page(1, 8, 8)
                        .text(2, 8, 8, 0, new int[] {0}, 0)
                        .end(3);
        told("A picture takes more than 1 MiB while it is decoded", segments);
    }

    /** A large symbol, written again and again to the same few places. */
    static Jbig2Writer endless() {
        BufferedImage white = new BufferedImage(1024, 700, BufferedImage.TYPE_INT_RGB);
        return new Jbig2Writer()
                .symbols(0, List.of(white, white))
                .page(1, 1024, 700)
                .text(2, 1024, 700, 1, new int[700_000], 0)
                .end(3);
    }

    private static void leftInTheMiddle(Jbig2Writer segments) {
        AtomicInteger asked = new AtomicInteger();
        Runnable impatient =
                () -> {
                    if (asked.incrementAndGet() > 20) {
                        throw new CancellationException("enough");
                    }
                };
        assertThrows(
                Exception.class,
                () -> Jbig2Picture.rows("A picture", segments.bytes(), 8, 8, PIXELS, impatient));
        assertEquals(21, asked.get());
    }

    @Test
    void whoTakesTooLongIsAskedToEndInTheMiddle() {
        leftInTheMiddle(endless());
    }

    @Test
    void aDecoderBehindTheEndOfItsDataIsLeft() {
        ArithmeticEncoder encoder = new ArithmeticEncoder();
        Contexts heights = new Contexts(512);
        Contexts widths = new Contexts(512);
        for (int i = 0; i < 200_000; i++) {
            encoder.number(heights, 0);
            encoder.end(widths);
        }
        Jbig2Writer segments =
                new Jbig2Writer()
                        .symbols(0, 1, encoder.bytes())
                        .page(1, 8, 8)
                        .text(2, 8, 8, 0, new int[] {0}, 0)
                        .end(3);
        leftInTheMiddle(segments);
    }

    @Test
    void aPictureThatIsCutAnywhereIsDamaged() {
        byte[] whole =
                new Jbig2Writer()
                        .symbols(0, List.of(drawn(9, 16)))
                        .page(1, 64, 20)
                        .text(2, 64, 20, 0, new int[] {0, 0}, 0)
                        .bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                Jbig2Picture.rows("A picture", cut, 64, 20, PIXELS, () -> {});
            } catch (IOException | ContentTooLargeException e) {
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }

    @Test
    void noByteThatIsChangedMakesAnythingButASentence() {
        byte[] whole =
                new Jbig2Writer()
                        .symbols(0, List.of(drawn(9, 16)))
                        .page(1, 64, 20)
                        .text(2, 64, 20, 0, new int[] {0, 0}, 0)
                        .end(3)
                        .bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 0x7f, 0xff, whole[at] + 1}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                AtomicInteger asked = new AtomicInteger();
                try {
                    Jbig2Picture.rows(
                            "A picture",
                            changed,
                            64,
                            20,
                            PIXELS,
                            () -> {
                                if (asked.incrementAndGet() > 50) {
                                    throw new ContentTooLargeException("It takes too long.");
                                }
                            });
                } catch (IOException | ContentTooLargeException e) {
                    assertTrue(e.getMessage().endsWith("."), e.getMessage());
                }
            }
        }
    }

    @Test
    void aWholeFileIsNotWhatBelongsIntoADocument() {
        byte[] file = new byte[40];
        System.arraycopy(
                new byte[] {(byte) 0x97, 'J', 'B', '2', '\r', '\n', 0x1a, '\n'}, 0, file, 0, 8);
        IOException error =
                assertThrows(
                        IOException.class,
                        () -> Jbig2Picture.rows("A picture", file, 8, 8, PIXELS, () -> {}));
        assertTrue(error.getMessage().contains("JBIG2 file"), error.getMessage());
    }
}
