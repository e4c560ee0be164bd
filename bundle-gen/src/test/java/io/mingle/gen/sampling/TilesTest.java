package io.mingle.gen.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.RandomProgram;
import io.mingle.gen.sampling.Tiles.Sides;
import io.mingle.model.ConfigSection;
import io.mingle.reference.TestDevice;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures that the autoencoder codes tile by tile. */
@Timeout(120)
class TilesTest {

    private static final int CHANNELS = 4;
    private static final int FACTOR = 4;
    private static final int ROWS = 12;
    private static final int COLUMNS = 40;
    private static final Tiles TILES = new Tiles(16, 6);

    @Test
    void tilesCoverASideAndOverlapEnough() {
        Tiles tiles = new Tiles(64, 16);
        assertEquals(List.of(0), tiles.starts(64));
        assertEquals(List.of(0, 1), tiles.starts(65));
        assertEquals(List.of(0, 32, 64), tiles.starts(128));
        for (int length = 65; length < 400; length++) {
            List<Integer> starts = tiles.starts(length);
            assertEquals(length - 64, starts.get(starts.size() - 1));
            for (int i = 1; i < starts.size(); i++) {
                assertTrue(starts.get(i - 1) + 64 - starts.get(i) >= 16, starts.toString());
            }
        }
    }

    @Test
    void whatIsMadeOfEachPlaceAloneIsTheSameInTiles() {
        float[] whole = drawn(CHANNELS * ROWS * COLUMNS);
        float[] made =
                TILES.code(
                        whole,
                        ROWS,
                        COLUMNS,
                        new Sides(CHANNELS, 1, CHANNELS, 1),
                        (tile, rows, columns) -> tile);
        assertArrayEquals(whole, made, 1e-6f);
    }

    @Test
    void latentsAreCutByPixels() {
        float[] pixels = drawn(3 * ROWS * FACTOR * COLUMNS * FACTOR);
        float[] made =
                TILES.code(
                        pixels,
                        ROWS,
                        COLUMNS,
                        new Sides(3, FACTOR, 3, FACTOR),
                        (tile, rows, columns) -> {
                            assertEquals(ROWS * FACTOR, rows);
                            assertEquals(16 * FACTOR, columns);
                            return tile;
                        });
        assertArrayEquals(pixels, made, 1e-6f);
    }

    /**
     * Where one tile gives way to the next, neighbouring pixels differ hardly more than they do
     * where the whole picture is decoded at once, and far less than at the edge of tiles that are
     * laid side by side.
     */
    @Test
    void decodedTilesHaveNoSeams() {
        AutoencoderConfig config = config();
        try (TestDevice device = new TestDevice();
                RandomProgram program =
                        new RandomProgram(
                                device.runtime(),
                                scope -> new Autoencoder(config, scope),
                                Autoencoder::addTo)) {
            float[] latent = smooth();
            Tiles.Coder decoder =
                    (tile, rows, columns) ->
                            program.run("decode", program.of(tile, 1, CHANNELS, rows, columns))
                                    .floats();
            float[] atOnce = decoder.code(latent, ROWS, COLUMNS);
            float[] blended =
                    TILES.code(latent, ROWS, COLUMNS, Sides.decoding(CHANNELS, FACTOR), decoder);
            float[] sideBySide = sideBySide(latent, decoder);
            double hard = jump(sideBySide, atOnce, 20 * FACTOR);
            double most = 0;
            for (int column = 1; column < COLUMNS * FACTOR; column++) {
                most = Math.max(most, jump(blended, atOnce, column));
            }
            assertTrue(hard > 0.005, "tiles side by side differ by " + hard);
            assertTrue(most < hard / 3, "blended " + most + ", side by side " + hard);
        }
    }

    private static AutoencoderConfig config() {
        return AutoencoderConfig.read(
                ConfigSection.parse(
                        """
                        {"block_out_channels": [4, 8, 8], "norm_num_groups": 2,
                         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                          "DownEncoderBlock2D"],
                         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                          "UpDecoderBlock2D"],
                         "latent_channels": 4, "scaling_factor": 1.0,
                         "use_quant_conv": false, "use_post_quant_conv": false}
                        """,
                        "config.json"));
    }

    /** A latent that changes slowly, so that its tiles have means and spreads of their own. */
    private static float[] smooth() {
        float[] latent = new float[CHANNELS * ROWS * COLUMNS];
        for (int i = 0; i < latent.length; i++) {
            int column = i % COLUMNS;
            int row = i / COLUMNS % ROWS;
            latent[i] = (float) (Math.sin(0.13 * column + i / (ROWS * COLUMNS)) + 0.05 * row);
        }
        return latent;
    }

    private static float[] drawn(int count) {
        Random random = new Random(2);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] sideBySide(float[] latent, Tiles.Coder decoder) {
        int half = COLUMNS / 2;
        float[] left = new float[CHANNELS * ROWS * half];
        float[] right = new float[CHANNELS * ROWS * half];
        for (int i = 0; i < left.length; i++) {
            left[i] = latent[i / half * COLUMNS + i % half];
            right[i] = latent[i / half * COLUMNS + half + i % half];
        }
        float[] one = decoder.code(left, ROWS, half);
        float[] other = decoder.code(right, ROWS, half);
        int width = half * FACTOR;
        float[] both = new float[2 * one.length];
        for (int i = 0; i < one.length; i++) {
            both[i / width * 2 * width + i % width] = one[i];
            both[i / width * 2 * width + width + i % width] = other[i];
        }
        return both;
    }

    /** How far the step into a column is from what it is in the picture that is decoded at once. */
    private static double jump(float[] picture, float[] atOnce, int column) {
        int width = COLUMNS * FACTOR;
        double sum = 0;
        for (int row = 0; row < picture.length / width; row++) {
            int at = row * width + column;
            sum += Math.abs(picture[at] - picture[at - 1] - (atOnce[at] - atOnce[at - 1]));
        }
        return sum / (picture.length / width);
    }
}
