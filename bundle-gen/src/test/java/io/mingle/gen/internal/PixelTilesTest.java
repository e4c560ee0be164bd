package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.drawing.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelTilesTest {

    @Test
    void everyPublishedSizeIsDecodedInOnePiece() {
        for (PictureSize size : Resolutions.published().sizes()) {
            assertEquals(1, PixelTiles.of(size, 8).tiles().size(), size.toString());
        }
    }

    /** Where tiles agree, nothing shows that there were any. */
    @ParameterizedTest
    @CsvSource({"1024, 1024, 9", "1024, 512, 3", "808, 680, 4", "2048, 256, 5"})
    void tilesThatAgreeLeaveNoSeam(int width, int height, int count) {
        PixelTiles tiles = PixelTiles.of(new PictureSize(width, height), 8);
        assertEquals(count, tiles.tiles().size());
        float[] planes = new float[3 * width * height];
        float[] weights = new float[width * height];
        int tileWidth = 8 * tiles.columns();
        int tileHeight = 8 * tiles.rows();
        for (PixelTiles.Tile tile : tiles.tiles()) {
            float[] pixels = new float[3 * tileWidth * tileHeight];
            for (int i = 0; i < pixels.length; i++) {
                int x = 8 * tile.left() + i % tileWidth;
                int y = 8 * tile.top() + i / tileWidth % tileHeight;
                pixels[i] = value(x, y);
            }
            tiles.add(tile, pixels, planes, weights);
        }
        for (int i = 0; i < planes.length; i++) {
            float made = planes[i] / weights[i % weights.length];
            assertEquals(value(i % width, i / width % height), made, 1e-5);
        }
    }

    private static float value(int x, int y) {
        return (x * 31 + y * 17) % 256 / 255f;
    }
}
