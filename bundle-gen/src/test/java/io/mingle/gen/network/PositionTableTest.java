package io.mingle.gen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.gen.network.PositionTable.Of;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The middle of a table of positions, which is read and not the rest. */
class PositionTableTest {

    private static final int STATES = 4;

    @TempDir private Path folder;

    private static DiffusionConfig config(int side) {
        return DiffusionConfig.read(
                ConfigSection.parse(
                        """
                        {"attention_head_dim": 4, "num_attention_heads": 1,
                         "caption_projection_dim": 4, "pos_embed_max_size": %s}
                        """
                                .formatted(side),
                        "config.json"));
    }

    /** A picture of 416 x 576 pixels has 26 x 36 patches. */
    @ParameterizedTest
    @CsvSource({"384, 179, 174", "192, 83, 78"})
    void theMiddleBeginsWhereThePublishedCodeHasIt(int side, int top, int left) throws IOException {
        long places = (long) side * side;
        long bytes = places * STATES * Float.BYTES;
        String header =
                "{\"pos_embed.pos_embed\":{\"dtype\":\"F32\",\"shape\":[1,%s,%s],\"data_offsets\":[0,%s]}}"
                        .formatted(places, STATES, bytes);
        header += " ".repeat(-header.length() & 7);
        Path file = folder.resolve("model.safetensors");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.writeLong(Long.reverseBytes(header.length()));
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            mark(out, header.length(), side, top, left, 1);
            mark(out, header.length(), side, top + 25, left + 35, 2);
            out.setLength(Long.BYTES + header.length() + bytes);
        }
        PositionTable table = PositionTable.of(config(side), SafetensorsIndex.open(folder));
        float[] middle = table.middle(Of.NOISE, 26, 36);
        assertEquals(26 * 36 * STATES, middle.length);
        assertEquals(1, middle[0]);
        assertEquals(2, middle[middle.length - STATES]);

        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, () -> table.middle(Of.NOISE, 26, 36));
        assertTrue(Thread.interrupted());
    }

    private static void mark(
            RandomAccessFile out, int header, int side, int row, int column, float value)
            throws IOException {
        long place = (long) row * side + column;
        out.seek(Long.BYTES + header + place * STATES * Float.BYTES);
        out.writeInt(Integer.reverseBytes(Float.floatToIntBits(value)));
    }

    @Test
    void aPictureThatIsTooLargeIsRefused() {
        String told =
                assertThrows(
                                InvalidRequestException.class,
                                () -> PositionTable.computed(config(8)).middle(Of.REFERENCE, 4, 9))
                        .getMessage();
        assertTrue(told.contains("9 x 4 patches") && told.contains("8 x 8"), told);
    }
}
