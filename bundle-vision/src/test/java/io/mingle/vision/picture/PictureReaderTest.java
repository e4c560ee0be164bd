package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PictureReaderTest {

    private final PictureReader reader = new PictureReader();

    static Stream<JsonNode> exact() throws IOException {
        return References.numbers("pictures.json").filter(reference -> reference.has("crc32"));
    }

    static Stream<JsonNode> lossy() throws IOException {
        return References.numbers("pictures.json").filter(reference -> reference.has("base64"));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void readsLosslessFilesToTheBytesOfPillow(JsonNode reference) throws IOException {
        RgbPicture picture = read(reference);
        CRC32 crc = new CRC32();
        crc.update(picture.rgb());
        assertEquals(reference.path("crc32").longValue(), crc.getValue());
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void readsLossyFilesNearlyToTheBytesOfPillow(JsonNode reference) throws IOException {
        byte[] expected = reference.path("base64").binaryValue();
        byte[] found = read(reference).rgb();
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs((expected[i] & 0xff) - (found[i] & 0xff));
            largest = Math.max(largest, difference);
            sum += difference;
        }
        double mean = sum / (double) expected.length;
        assertTrue(largest <= 2, "largest difference " + largest);
        assertTrue(mean <= 0.5, "mean difference " + mean);
    }

    private RgbPicture read(JsonNode reference) throws IOException {
        String file = reference.path("file").textValue();
        RgbPicture picture =
                reader.read(new Picture(file, References.bytes("files/" + file))).picture();
        assertEquals(reference.path("size").path(0).intValue(), picture.width());
        assertEquals(reference.path("size").path(1).intValue(), picture.height());
        return picture;
    }

    @Test
    void tellsTheFormatFromTheBytesAndNotFromTheName() throws IOException {
        byte[] png = References.bytes("files/rgb.png");
        assertArrayEquals(
                reader.read(new Picture("a.png", png)).picture().rgb(),
                reader.read(new Picture("a.jpg", png)).picture().rgb());
    }

    @Test
    void laysBlackTextThatIsTransparentAroundItOnWhite() throws IOException {
        byte[] rgb = bytesOf("transparent-black-text.png");
        int dark = 0;
        int light = 0;
        for (byte sample : rgb) {
            dark += (sample & 0xff) < 100 ? 1 : 0;
            light += (sample & 0xff) > 220 ? 1 : 0;
        }
        assertTrue(dark > rgb.length / 50, "there is text: " + dark);
        assertTrue(light > rgb.length / 2, "around it, it is white: " + light);
    }

    @Test
    void takesTheHighByteOf16BitSamples() throws IOException {
        byte[] found =
                reader.read(new Picture("p", References.bytes("files/grey16.png"))).picture().rgb();
        byte[] other =
                reader.read(new Picture("p", References.bytes("files/grey16.tif"))).picture().rgb();
        assertArrayEquals(found, other);
    }

    @Test
    void reusesOneReaderFromManyThreads() throws Exception {
        List<String> files = List.of("420.jpg", "palette.gif", "lossless.webp", "jpeg.tif");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> calls =
                    IntStream.range(0, 80)
                            .<Callable<byte[]>>mapToObj(
                                    i -> () -> bytesOf(files.get(i % files.size())))
                            .toList();
            List<Future<byte[]>> results = pool.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(bytesOf(files.get(i % files.size())), results.get(i).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void leavesTheContextClassLoaderOfTheCallerAlone() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = new ClassLoader(before) {};
        thread.setContextClassLoader(own);
        try {
            bytesOf("rgb.png");
            assertSame(own, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private byte[] bytesOf(String file) throws IOException {
        return reader.read(new Picture(file, References.bytes("files/" + file))).picture().rgb();
    }
}
