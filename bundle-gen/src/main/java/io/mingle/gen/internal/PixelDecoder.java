package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.vision.picture.RgbPicture;

/** Makes latents of pictures, and pictures of latents; each tile is a step of the device. */
final class PixelDecoder {

    private final LoadedGenerator generator;
    private final TensorRuntime runtime;
    private final long request;

    PixelDecoder(LoadedGenerator generator, TensorRuntime runtime, long request) {
        this.generator = generator;
        this.runtime = runtime;
        this.request = request;
    }

    /** Returns the latent of a picture whose sides are multiples of a place's. */
    Tensor encode(RgbPicture picture) {
        float[] planes = Pixels.planes(picture);
        return runtime.scheduler()
                .call(
                        request,
                        () -> {
                            try (Tensor pixels =
                                    runtime.of(planes, 1, 3, picture.height(), picture.width())) {
                                return generator.autoencoder().runOne("encode", pixels);
                            }
                        });
    }

    /**
     * Returns the picture of a latent.
     *
     * @param latent [1, channels, rows, columns]; stays the caller's
     * @throws BrokenModelException if a pixel is not a number
     */
    RgbPicture decode(Tensor latent) {
        int factor = generator.folder().factor();
        PictureSize size =
                new PictureSize(
                        Math.toIntExact(latent.shape()[3] * factor),
                        Math.toIntExact(latent.shape()[2] * factor));
        PixelTiles tiles = PixelTiles.of(size, factor);
        if (tiles.tiles().size() == 1) {
            return picture(decoded(latent), size);
        }
        float[] planes = new float[3 * size.width() * size.height()];
        float[] weights = new float[size.width() * size.height()];
        for (PixelTiles.Tile tile : tiles.tiles()) {
            tiles.add(tile, decoded(latent, tile, tiles), planes, weights);
        }
        for (int i = 0; i < planes.length; i++) {
            planes[i] /= weights[i % weights.length];
        }
        return picture(planes, size);
    }

    private float[] decoded(Tensor latent, PixelTiles.Tile tile, PixelTiles tiles) {
        return runtime.scheduler()
                .call(
                        request,
                        () -> {
                            LoadedProgram program = generator.autoencoder();
                            try (Tensor part =
                                    program.runOne(
                                            "part",
                                            latent,
                                            tile.top(),
                                            tile.left(),
                                            tiles.rows(),
                                            tiles.columns())) {
                                return floats(program, part);
                            }
                        });
    }

    private float[] decoded(Tensor latent) {
        return runtime.scheduler().call(request, () -> floats(generator.autoencoder(), latent));
    }

    private static float[] floats(LoadedProgram program, Tensor latent) {
        try (Tensor pixels = program.runOne("decode", latent)) {
            return pixels.floats();
        }
    }

    private RgbPicture picture(float[] planes, PictureSize size) {
        for (float value : planes) {
            if (Float.isNaN(value)) {
                throw new BrokenModelException(
                        "The picture generator of the model '%s' made pixels that are not numbers: weights in vae/ are damaged. Run `mingle inspect` on it, or fetch it again."
                                .formatted(generator.folder().model().name()));
            }
        }
        return Pixels.picture(planes, size);
    }
}
