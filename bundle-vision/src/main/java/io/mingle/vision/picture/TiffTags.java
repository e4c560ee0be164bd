package io.mingle.vision.picture;

import java.util.Set;

/** The tags of TIFF (revision 6.0) that say how pixels are stored, and the EXIF orientation. */
final class TiffTags {

    static final int NEW_SUBFILE_TYPE = 254;
    static final int SUBFILE_TYPE = 255;
    static final int WIDTH = 256;
    static final int LENGTH = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int T4_OPTIONS = 292;
    static final int T6_OPTIONS = 293;
    static final int PREDICTOR = 317;
    static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int YCBCR_COEFFICIENTS = 529;
    static final int YCBCR_SUBSAMPLING = 530;
    static final int YCBCR_POSITIONING = 531;
    static final int REFERENCE_BLACK_WHITE = 532;

    /** What a decoder needs in order to find and understand the pixels as they are stored. */
    static final Set<Integer> PIXELS =
            Set.of(
                    WIDTH,
                    LENGTH,
                    BITS_PER_SAMPLE,
                    COMPRESSION,
                    PHOTOMETRIC,
                    FILL_ORDER,
                    STRIP_OFFSETS,
                    SAMPLES_PER_PIXEL,
                    ROWS_PER_STRIP,
                    STRIP_BYTE_COUNTS,
                    PLANAR_CONFIGURATION,
                    T4_OPTIONS,
                    T6_OPTIONS,
                    PREDICTOR,
                    COLOR_MAP,
                    TILE_WIDTH,
                    TILE_LENGTH,
                    TILE_OFFSETS,
                    TILE_BYTE_COUNTS,
                    EXTRA_SAMPLES,
                    SAMPLE_FORMAT,
                    JPEG_TABLES,
                    YCBCR_COEFFICIENTS,
                    YCBCR_SUBSAMPLING,
                    YCBCR_POSITIONING,
                    REFERENCE_BLACK_WHITE);

    private TiffTags() {}
}
