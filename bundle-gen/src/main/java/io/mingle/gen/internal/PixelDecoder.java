package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.gen.sampling.Tiles;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.vision.picture.RgbPicture;
import java.util.concurrent.Callable;

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
        int factor = generator.folder().factor();
        int rows = picture.height() / factor;
        int columns = picture.width() / factor;
        if (fits(rows, columns)) {
            return onDevice(() -> encoded(planes, picture.height(), picture.width()));
        }
        int channels = generator.folder().autoencoder().latentChannels();
        float[] latent =
                Tiles.USUAL.code(
                        planes,
                        rows,
                        columns,
                        Tiles.Sides.encoding(channels, factor),
                        this::latent);
        return onDevice(
                () -> {
                    try (Tensor wide = runtime.of(latent, 1, channels, rows, columns)) {
                        return generator.transformer().runOne("begin", wide);
                    }
                });
    }

    private float[] latent(float[] tile, int height, int width) {
        return onDevice(
                () -> {
                    try (Tensor latent = encoded(tile, height, width)) {
                        return wide(latent);
                    }
                });
    }

    private Tensor encoded(float[] planes, int height, int width) {
        try (Tensor pixels = runtime.of(planes, 1, 3, height, width)) {
            return generator.autoencoder().runOne("encode", pixels);
        }
    }

    /**
     * Returns the picture of a latent.
     *
     * @param latent [1, channels, rows, columns]; stays the caller's
     * @throws BrokenModelException if a pixel is not a number
     */
    RgbPicture decode(Tensor latent) {
        int rows = Math.toIntExact(latent.shape()[2]);
        int columns = Math.toIntExact(latent.shape()[3]);
        int factor = generator.folder().factor();
        PictureSize size = new PictureSize(columns * factor, rows * factor);
        if (fits(rows, columns)) {
            return picture(decoded(latent), size);
        }
        int channels = generator.folder().autoencoder().latentChannels();
        return picture(
                Tiles.USUAL.code(
                        onDevice(() -> wide(latent)),
                        rows,
                        columns,
                        Tiles.Sides.decoding(channels, factor),
                        this::decoded),
                size);
    }

    /** All published sizes are coded in one piece, as published, whatever their shape. */
    static boolean fits(int rows, int columns) {
        return rows * columns <= Tiles.USUAL.side() * Tiles.USUAL.side();
    }

    private float[] wide(Tensor latent) {
        try (Tensor wide = generator.transformer().runOne("wide", latent)) {
            return wide.floats();
        }
    }

    private float[] decoded(float[] tile, int rows, int columns) {
        int channels = tile.length / (rows * columns);
        return onDevice(
                () -> {
                    try (Tensor part = runtime.of(tile, 1, channels, rows, columns)) {
                        return floats(part);
                    }
                });
    }

    private float[] decoded(Tensor latent) {
        return onDevice(() -> floats(latent));
    }

    private <T> T onDevice(Callable<T> step) {
        return runtime.scheduler().call(request, step);
    }

    private float[] floats(Tensor latent) {
        try (Tensor pixels = generator.autoencoder().runOne("decode", latent)) {
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
