package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.BitSet;

/**
 * A JPEG file walked through, marker by marker (ITU-T T.81, annex B): what the picture is, and the
 * file without application data, comments and stray bytes.
 *
 * @param bare the file as the decoder gets it
 * @param size width and height, no larger than the limit
 * @param colour what its samples mean
 * @param orientation from EXIF, 1 to 8
 * @param cut whether its end is missing
 * @param complete whether there are scans for all of the picture
 * @param scans how many there are
 */
record JpegStream(
        byte[] bare,
        Size size,
        JpegColour colour,
        int orientation,
        boolean cut,
        boolean complete,
        int scans) {

    /** Ordinary progressive files have about ten scans; a further one costs few bytes, but time. */
    private static final int MAX_SCANS = 100;

    private static final long MAX_SCANNED_PIXELS = 1L << 31;

    /** Walks through a JPEG stream that is, or is inside, the encoded picture. */
    static JpegStream read(EncodedPicture encoded, Bytes bytes) throws IOException {
        return new Walk(encoded, bytes).walk();
    }

    private static final class Walk {
        private static final int SOF0 = 0xc0;
        private static final int SOF2 = 0xc2;
        private static final int DHT = 0xc4;
        private static final int JPG = 0xc8;
        private static final int DAC = 0xcc;
        private static final int SOF15 = 0xcf;
        private static final int RST0 = 0xd0;
        private static final int RST7 = 0xd7;
        private static final int SOI = 0xd8;
        private static final int EOI = 0xd9;
        private static final int SOS = 0xda;
        private static final int DRI = 0xdd;
        private static final int APP0 = 0xe0;
        private static final int APP15 = 0xef;
        private static final int COM = 0xfe;
        private static final int COEFFICIENTS = 64;

        private final EncodedPicture encoded;
        private final Bytes bytes;
        private final ByteArrayOutputStream bare;
        private final ByteArrayOutputStream exif = new ByteArrayOutputStream();

        /** The coefficients that have come to the last bit, component by component. */
        private final BitSet finished = new BitSet();

        private Bytes frame;
        private Size size;
        private boolean jfif;
        private boolean restarts;
        private int adobe = -1;
        private int scans;

        Walk(EncodedPicture encoded, Bytes bytes) {
            this.encoded = encoded;
            this.bytes = bytes;
            this.bare = new ByteArrayOutputStream(bytes.length());
        }

        JpegStream walk() throws IOException {
            if (!bytes.has(0, "\377\330")) {
                throw new IOException("a JPEG stream does not begin as it should");
            }
            mark(SOI);
            boolean cut = !walkSegments();
            if (scans == 0) {
                throw cut ? new EOFException() : new IOException("it has no picture in it");
            }
            mark(EOI);
            boolean complete = finished.cardinality() >= COEFFICIENTS * frame.u8(5);
            return new JpegStream(
                    bare.toByteArray(), size, colour(), orientation(), cut, complete, scans);
        }

        /**
         * Goes from segment to segment. What stands between them and is no marker is passed over,
         * as the usual decoders do.
         *
         * @return whether the end of the picture was met
         */
        private boolean walkSegments() throws IOException {
            long at = 2;
            while (at + 1 < bytes.length()) {
                int marker = bytes.u8(at) == 0xff ? bytes.u8(at + 1) : 0;
                if (marker == EOI) {
                    return true;
                }
                if (!isSegment(at)) {
                    at++;
                    continue;
                }
                int length = bytes.u16be(at + 2);
                boolean last = at + 2 + length >= bytes.length();
                if (last && (marker == SOS || at + 2 + length > bytes.length())) {
                    return false;
                }
                take(marker, bytes.part(at + 4, length - 2L));
                at += 2 + length;
                if (marker == SOS) {
                    at = copyScan(at);
                }
            }
            return false;
        }

        /** Tells whether a marker with a length behind it stands at a place. */
        private boolean isSegment(long at) throws IOException {
            if (bytes.u8(at) != 0xff || at + 4 > bytes.length()) {
                return false;
            }
            int marker = bytes.u8(at + 1);
            boolean known = marker >= SOF0 && marker <= APP15 || marker == COM;
            boolean alone = marker >= RST0 && marker <= EOI;
            return known && !alone && bytes.u16be(at + 2) >= 2;
        }

        private void take(int marker, Bytes segment) throws IOException {
            if (marker >= APP0 && marker <= APP15) {
                readApplicationData(marker - APP0, segment);
                return;
            }
            if (marker == COM) {
                return;
            }
            boolean table = marker == DHT || marker == JPG || marker == DAC;
            if (marker >= SOF0 && marker <= SOF15 && !table) {
                readFrame(marker, segment);
            }
            if (marker == SOS) {
                beginScan(segment);
            }
            if (marker == DRI) {
                restarts = segment.u16be(0) > 0;
            }
            mark(marker);
            bare.write(segment.length() + 2 >> 8);
            bare.write(segment.length() + 2);
            bare.write(segment.copy(0, segment.length()));
        }

        private void beginScan(Bytes segment) throws IOException {
            if (frame == null) {
                throw new IOException("its pixels come before its header");
            }
            scans++;
            if (scans > MAX_SCANS || scans * size.pixels() > MAX_SCANNED_PIXELS) {
                throw new IOException("it takes more than " + (scans - 1) + " scans");
            }
            int components = segment.u8(0);
            int from = segment.u8(1 + 2L * components);
            int to = Math.min(COEFFICIENTS, segment.u8(2 + 2L * components) + 1);
            int bitsToCome = segment.u8(3 + 2L * components) & 15;
            for (int i = 0; bitsToCome == 0 && from < to && i < components; i++) {
                int component = COEFFICIENTS * segment.u8(1 + 2L * i);
                finished.set(component + from, component + to);
            }
        }

        private void readApplicationData(int number, Bytes segment) throws IOException {
            if (number == 0 && segment.has(0, "JFIF\0")) {
                jfif = true;
            } else if (number == 1 && segment.has(0, "Exif\0\0")) {
                // What does not fit into one segment goes on in the next.
                exif.write(segment.copy(6, segment.length() - 6L));
            } else if (number == 14 && segment.has(0, "Adobe") && segment.length() >= 12) {
                adobe = segment.u8(11);
            }
        }

        private int orientation() {
            return Orientation.inExif(new Bytes(exif.toByteArray()));
        }

        private void readFrame(int marker, Bytes segment) throws IOException {
            if (frame != null) {
                throw new IOException("it has a second header");
            }
            frame = segment;
            if (marker > SOF2) {
                throw encoded.unsupported("with lossless or arithmetic coding");
            }
            if (segment.u8(0) != 8) {
                throw encoded.unsupported("of " + segment.u8(0) + " bits a sample");
            }
            size = encoded.checked(segment.u16be(3), segment.u16be(1));
            int components = segment.u8(5);
            if (components == 2 || components > 4) {
                throw encoded.unsupported("of " + components + " components");
            }
        }

        /**
         * Copies entropy-coded data up to the next marker that can follow it, and returns where
         * that is. From what a damaged byte made a marker, decoders recover at the next restart;
         * without one, the scan ends there.
         */
        private long copyScan(long start) throws IOException {
            long at = start;
            long impossible = -1;
            while (at < bytes.length() && !endsScan(at)) {
                boolean marked = bytes.u8(at) == 0xff && at + 1 < bytes.length();
                int next = marked ? bytes.u8(at + 1) : 0;
                if (restarts && next >= RST0 && next <= RST7) {
                    impossible = -1;
                } else if (next != 0 && next != 0xff && impossible < 0) {
                    impossible = at;
                }
                at++;
            }
            bare.write(bytes.copy(start, (impossible < 0 ? at : impossible) - start));
            return at;
        }

        /** Tells whether a marker stands here that can follow a scan, and another behind it. */
        private boolean endsScan(long at) throws IOException {
            if (bytes.u8(at) != 0xff || at + 1 == bytes.length()) {
                return false;
            }
            int marker = bytes.u8(at + 1);
            boolean header = marker >= SOF0 && marker <= SOF15 && marker != DHT;
            if (marker == EOI || header || !isSegment(at)) {
                return marker == EOI;
            }
            long end = at + 2 + bytes.u16be(at + 2);
            return marker == SOS || end >= bytes.length() || bytes.u8(end) == 0xff;
        }

        /** The rules of JFIF, of Adobe's marker and, without either, of the component names. */
        private JpegColour colour() throws IOException {
            int components = frame.u8(5);
            if (components == 1) {
                return JpegColour.GREY;
            }
            if (components == 4) {
                return adobe < 1 ? JpegColour.CMYK : JpegColour.YCCK;
            }
            boolean named = frame.u8(6) == 'R' && frame.u8(9) == 'G' && frame.u8(12) == 'B';
            return !jfif && (adobe == 0 || (adobe < 0 && named))
                    ? JpegColour.RGB
                    : JpegColour.YCBCR;
        }

        private void mark(int marker) {
            bare.write(0xff);
            bare.write(marker);
        }
    }
}
