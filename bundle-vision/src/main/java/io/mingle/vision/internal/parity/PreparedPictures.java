package io.mingle.vision.internal.parity;

import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.Patches;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * Resized pixels and prepared patches, which have to be those of the reference bit for bit; of
 * large pictures the checksums are compared.
 */
public final class PreparedPictures {

    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    private PreparedPictures() {}

    static void compare(Consumer<Finding> findings) {
        findings.accept(
                finding("resized pixels", "bicubic.json", reference -> resized(reference).rgb()));
        findings.accept(
                finding("patches", "patches.json", reference -> bytes(prepared(reference))));
    }

    private static Finding finding(String stage, String file, Function<Facts, byte[]> computation) {
        LongStream.Builder expected = LongStream.builder();
        LongStream.Builder found = LongStream.builder();
        Facts cases = cases(file);
        for (Facts reference : cases) {
            byte[] bytes = computation.apply(reference);
            if (reference.has("base64")) {
                add(expected, stored(reference));
                add(found, bytes);
            } else {
                CRC32 sum = new CRC32();
                sum.update(bytes);
                expected.add(reference.get("crc32").longValue());
                found.add(sum.getValue());
            }
        }
        return new Finding(
                stage,
                cases.size() + " pictures",
                Precision.FLOAT32,
                Difference.whole(expected.build().toArray(), found.build().toArray()));
    }

    private static void add(LongStream.Builder values, byte[] bytes) {
        for (byte value : bytes) {
            values.add(value);
        }
    }

    private static byte[] stored(Facts reference) {
        return reference.get("base64").binaryValue();
    }

    /** Returns the elements of a JSON file below {@code reference/}. */
    public static Facts cases(String file) {
        return ReferenceValues.facts(PreparedPictures.class, file);
    }

    /** Resizes the picture of a case of {@code bicubic.json}. */
    public static RgbPicture resized(Facts reference) {
        Facts target = reference.get("target");
        return Bicubic.resize(
                source(reference), target.get(0).intValue(), target.get(1).intValue());
    }

    /** Prepares the picture of a case of {@code patches.json}. */
    public static Patches prepared(Facts reference) {
        var config =
                new PreprocessorConfig(
                        reference.get("min_pixels").longValue(),
                        reference.get("max_pixels").longValue(),
                        reference.get("patch_size").intValue(),
                        reference.get("temporal_patch_size").intValue(),
                        reference.get("merge_size").intValue(),
                        MEAN,
                        STD);
        return new PicturePreprocessor(config).prepare(source(reference));
    }

    /** Returns the noise picture that a case starts from. */
    public static RgbPicture source(Facts reference) {
        Facts size = reference.get("source");
        return Noise.picture(
                reference.get("seed").intValue(), size.get(0).intValue(), size.get(1).intValue());
    }

    private static byte[] bytes(Patches patches) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * patches.rows().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(patches.rows());
        return bytes.array();
    }
}
