package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A JPEG file walked through, marker by marker (ITU-T T.81, annex B): what the picture is, and the
 * file without application data and comments.
 *
 * @param bare the file as the decoder gets it
 * @param size width and height, no larger than the limit
 * @param colour what its samples mean
 * @param orientation from EXIF, 1 to 8
 */
record JpegStream(byte[] bare, Size size, JpegColour colour, int orientation) {

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
        private static final int APP0 = 0xe0;
        private static final int APP15 = 0xef;
        private static final int TEM = 0x01;
        private static final int COM = 0xfe;

        private final EncodedPicture encoded;
        private final Bytes bytes;
        private final ByteArrayOutputStream bare;
        private Bytes frame;
        private Size size;
        private boolean jfif;
        private int adobe = -1;
        private int orientation = 1;
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
            long at = 2;
            while (true) {
                if (bytes.u8(at) != 0xff) {
                    throw new IOException("a marker is missing at byte " + at);
                }
                while (bytes.u8(at) == 0xff) {
                    at++;
                }
                int marker = bytes.u8(at++);
                if (marker == EOI) {
                    break;
                }
                if (marker == TEM || (marker >= RST0 && marker <= SOI)) {
                    continue;
                }
                int length = bytes.u16be(at);
                if (length < 2) {
                    throw new IOException("a segment has length " + length);
                }
                Bytes segment = bytes.part(at + 2, length - 2L);
                at += length;
                take(marker, segment);
                if (marker == SOS) {
                    at = copyScan(at);
                }
            }
            if (scans == 0) {
                throw new IOException("it has no picture in it");
            }
            mark(EOI);
            return new JpegStream(bare.toByteArray(), size, colour(), orientation);
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
                beginScan();
            }
            mark(marker);
            bare.write(segment.length() + 2 >> 8);
            bare.write(segment.length() + 2);
            bare.write(segment.copy(0, segment.length()));
        }

        private void beginScan() throws IOException {
            if (frame == null) {
                throw new IOException("its pixels come before its header");
            }
            scans++;
            if (scans > MAX_SCANS || scans * size.pixels() > MAX_SCANNED_PIXELS) {
                throw new IOException("it takes more than " + (scans - 1) + " scans");
            }
        }

        private void readApplicationData(int number, Bytes segment) throws IOException {
            if (number == 0 && segment.has(0, "JFIF\0")) {
                jfif = true;
            } else if (number == 1 && segment.has(0, "Exif\0\0")) {
                orientation = Orientation.inExif(segment);
            } else if (number == 14 && segment.has(0, "Adobe") && segment.length() >= 12) {
                adobe = segment.u8(11);
            }
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

        /** Copies entropy-coded data up to the next marker and returns where that is. */
        private long copyScan(long start) throws IOException {
            long at = start;
            while (bytes.u8(at) != 0xff || isData(bytes.u8(at + 1))) {
                at++;
            }
            bare.write(bytes.copy(start, at - start));
            return at;
        }

        /** Tells whether what follows an 0xff inside a scan belongs to the scan. */
        private static boolean isData(int next) {
            return next == 0 || next == 0xff || (next >= RST0 && next <= RST7);
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
