package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** The compressed pixels of a PNG. */
final class PngPixels {

    private PngPixels() {}

    /**
     * Returns a stream of all that can be inflated of a damaged one. A reader that inflates a lot
     * at a time would lose what comes before the damage, too.
     *
     * @param most how many bytes the pixels take
     */
    static byte[] intact(byte[] damaged, long most) throws IOException {
        ByteArrayOutputStream intact = new ByteArrayOutputStream(damaged.length);
        Inflater inflater = new Inflater();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        byte[] bytes = new byte[1 << 13];
        long left = most;
        try (DeflaterOutputStream out = new DeflaterOutputStream(intact, fast)) {
            for (int at = 0; at < damaged.length && left > 0 && !inflater.finished(); at++) {
                inflater.setInput(damaged, at, 1);
                int count = inflater.inflate(bytes);
                while (count > 0) {
                    out.write(bytes, 0, count);
                    left -= count;
                    count = left > 0 ? inflater.inflate(bytes) : 0;
                }
            }
        } catch (DataFormatException e) {
            // What came before it is what there is.
            return intact.toByteArray();
        } finally {
            inflater.end();
            fast.end();
        }
        return intact.toByteArray();
    }
}
