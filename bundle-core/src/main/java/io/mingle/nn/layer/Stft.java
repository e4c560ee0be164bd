package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * The short-time Fourier transform of a wave and back, in float32 (D. Griffin, J. Lim, Signal
 * Estimation from Modified Short-Time Fourier Transform, 1984), with a periodic Hann window.
 *
 * @param size samples of a transform; even
 * @param window samples of the window, which stands in the middle of the transform
 * @param hop samples from one frame to the next
 */
public record Stft(int size, int window, int hop, Edges edges) {

    /** Keeps what divides from being zero where no frame reaches. */
    private static final double LEAST = 1e-11;

    /** How a wave goes on beyond its ends. */
    public enum Edges {
        /** It does not: the first frame begins with it. */
        NONE,
        /** It is reflected so that frames stand around their places: frames = samples / hop + 1. */
        CENTRED,
        /** It is reflected so that frames = samples / hop (H. Siuzdak, Vocos, 2023). */
        SAME
    }

    /**
     * A spectrum.
     *
     * @param real [batch, size / 2 + 1, frames]
     * @param imaginary likewise
     */
    public record Spectrum(Value real, Value imaginary) {

        /** Writes the squared magnitudes, of the same shape. */
        public Value power() {
            return real.times(real).plus(imaginary.times(imaginary));
        }
    }

    /** Returns a transform whose window is as long as it is. */
    public Stft(int size, int hop, Edges edges) {
        this(size, size, hop, edges);
    }

    public Stft {
        if (size % 2 != 0 || window > size || edges == Edges.SAME && hop % 2 != 0) {
            throw new IllegalArgumentException(
                    "A transform of %s samples with a window of %s and hops of %s has no middle. Give even numbers, and a window that is not longer than the transform."
                            .formatted(size, window, hop));
        }
    }

    private int around() {
        return switch (edges) {
            case NONE -> 0;
            case CENTRED -> size / 2;
            case SAME -> (size - hop) / 2;
        };
    }

    /** Writes the spectrum of a wave [batch, samples]. */
    public Spectrum apply(Value wave) {
        Value x = wave.to(DataType.FLOAT32);
        if (around() > 0) {
            x = Pad.reflected(around(), around()).apply(x);
        }
        Value frames = x.call("torch.unfold", 1, size, hop).named("frames");
        Value spectrum =
                frames.times(window(x.body())).call("torch.fft_rfft", null, -1).transpose(1, 2);
        return new Spectrum(part(spectrum, "torch.real"), part(spectrum, "torch.imag"));
    }

    private static Value part(Value complex, String which) {
        return complex.call(which).call("torch.contiguous");
    }

    /** Writes the wave [batch, samples] whose spectrum is nearest to this one. */
    public Value inverse(Spectrum spectrum) {
        Body body = spectrum.real().body();
        Value complex =
                body.call(
                        "torch.complex",
                        spectrum.real().to(DataType.FLOAT32),
                        spectrum.imaginary().to(DataType.FLOAT32));
        Value shape = window(body).unsqueeze(-1).named("window");
        Value frames = complex.call("torch.fft_irfft", size, 1).times(shape).named("frames");
        Value count = frames.size(2).named("count");
        Value weights = shape.times(shape).call("torch.expand", List.of(1, size, count));
        Value length = count.minus(1).times(hop).plus(size).named("length");
        Value wave = added(frames, length).over(atLeast(added(weights, length)));
        return wave.narrow(1, around(), length.minus(2 * around()));
    }

    private static Value atLeast(Value weights) {
        return weights.call("torch.clamp_min", LEAST);
    }

    /** Adds frames [batch, size, frames] where they overlap. */
    private Value added(Value frames, Value length) {
        return frames.call(
                        "torch.col2im",
                        List.of(1, length),
                        List.of(1, size),
                        List.of(1, 1),
                        List.of(0, 0),
                        List.of(1, hop))
                .flatten(1, 3);
    }

    private Value window(Body body) {
        Value hann = body.call("torch.hann_window", window, "dtype=6");
        int front = (size - window) / 2;
        return window == size ? hann : Pad.zeros(front, size - window - front).apply(hann);
    }
}
