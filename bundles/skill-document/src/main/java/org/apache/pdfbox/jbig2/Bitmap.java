package org.apache.pdfbox.jbig2;

import io.mingle.document.internal.jbig2.DecodingBudget;
import java.awt.Rectangle;
import java.util.Arrays;

/**
 * A picture of one bit per pixel, rows of whole bytes, the first pixel in the highest bit.
 *
 * <p>In the bundle it takes the place of the decoder's class of this name. Whatever the decoder
 * makes, symbols, patterns and regions, is one of these, and whatever it does to pixels goes
 * through here: so its memory is charged and its time is looked at, whatever a file has it do.
 */
public class Bitmap {

    /** What an object and its array take beside the pixels. */
    private static final int OVERHEAD = 64;

    /** What is kept for each column while a fax is decoded: where runs end in two rows. */
    private static final long COLUMN = 8;

    private final DecodingBudget budget = DecodingBudget.current();
    private final int width;
    private final int height;
    private final int stride;
    private final byte[] bytes;

    /** Creates one that is 0 everywhere. */
    public Bitmap(int width, int height) {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(width + "×" + height + " pixels");
        }
        long size = (width + 7L) / 8 * height;
        budget.take(Math.max(size, COLUMN * width) + OVERHEAD);
        this.width = width;
        this.height = height;
        this.stride = (int) ((width + 7L) / 8);
        this.bytes = new byte[(int) size];
    }

    public byte getPixel(int x, int y) {
        return (byte) (bytes[getByteIndex(x, y)] >> (7 - getBitOffset(x)) & 1);
    }

    /** Sets a pixel that was 0. */
    public void setPixel(int x, int y, byte value) {
        bytes[getByteIndex(x, y)] |= (byte) (value << (7 - getBitOffset(x)));
    }

    public int getByteIndex(int x, int y) {
        budget.work(stride);
        return y * stride + (x >> 3);
    }

    public int getBitOffset(int x) {
        return x & 7;
    }

    public byte[] getByteArray() {
        return bytes;
    }

    public byte getByte(int index) {
        return bytes[index];
    }

    public int getByteAsInteger(int index) {
        return bytes[index] & 0xff;
    }

    public void setByte(int index, byte value) {
        bytes[index] = value;
    }

    public void fillBitmap(byte value) {
        Arrays.fill(bytes, value);
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return height;
    }

    /** Returns the bytes of a row. It is asked for once a row by what walks over rows. */
    public int getRowStride() {
        budget.work(stride);
        return stride;
    }

    public Rectangle getBounds() {
        return new Rectangle(0, 0, width, height);
    }

    public int getLength() {
        return bytes.length;
    }

    public int getMemorySize() {
        return bytes.length;
    }

    /** Copies bytes, counted from the beginning of each picture. */
    public static void arraycopy(Bitmap from, int at, Bitmap to, int toAt, int length) {
        System.arraycopy(from.bytes, at, to.bytes, toAt, length);
    }
}
