package io.mingle.audio.feature;

import io.mingle.nn.Value;
import io.mingle.nn.layer.Stft;
import io.mingle.nn.layer.Stft.Edges;
import io.mingle.tensor.ProgramSource;
import java.util.List;

/**
 * The log-mel features of the published model, those of Whisper (Radford et al., "Robust Speech
 * Recognition via Large-Scale Weak Supervision", 2022, section 2.2), without padding to 30 s.
 *
 * <p>It adds {@code log_mel(samples [N], filters [mels, 201]) → [N / 160, mels]} to a program, in
 * float32: the power of a short-time Fourier transform with a Hann window, through mel filters, as
 * a logarithm that ends 8 decades below the sound's loudest value, scaled to about −1 … 1.5.
 */
public final class LogMel {

    /** Samples per second that the features are defined for. */
    public static final int RATE = 16_000;

    /** Samples from one frame to the next. */
    public static final int HOP = 160;

    /**
     * The fewest samples with features: the beginning and the end are mirrored by half a window.
     */
    public static final int MIN_SAMPLES = 201;

    private static final int WINDOW = 400;
    private static final int BINS = WINDOW / 2 + 1;

    private LogMel() {}

    /**
     * Returns how many frames a sound has.
     *
     * @param samples at {@link #RATE}
     */
    public static int frames(int samples) {
        return samples / HOP;
    }

    /**
     * Returns the mel filters that {@code log_mel} takes.
     *
     * @param mels how many
     * @return [mels, 201], row by row
     */
    public static float[] filters(int mels) {
        return MelFilters.bank(mels, BINS, RATE);
    }

    /** Returns the number of frequencies that each filter weighs. */
    public static int bins() {
        return BINS;
    }

    /**
     * Writes the features of several sounds of one length, for training.
     *
     * @param samples [B, N]
     * @param filters as {@code log_mel} takes them
     * @return [B, N / 160, mels]
     */
    public static Value of(Value samples, Value filters) {
        Value spectrum = new Stft(WINDOW, HOP, Edges.CENTRED).apply(samples).power();
        Value frames = spectrum.narrow(2, 0, spectrum.size(2).minus(1));
        Value mel = filters.call("torch.matmul", frames).call("torch.clamp_min", 1e-10);
        Value log = mel.call("torch.log10").named("log");
        Value loudest = log.call("torch.amax", List.of(1, 2), true);
        Value bounded = log.call("torch.maximum", loudest.minus(8.0));
        return bounded.plus(4.0).over(4.0).transpose(1, 2);
    }

    /** Adds the method {@code log_mel} to a program. */
    public static void addTo(ProgramSource.Builder program) {
        program.method(
                "log_mel",
                "samples: Tensor, filters: Tensor",
                "Tensor",
                """
                window = torch.hann_window(%1$s, dtype=6)
                y = torch.stft(samples, %1$s, hop_length=%2$s, win_length=%1$s, window=window, center=True, pad_mode="reflect", normalized=False, onesided=True, return_complex=True)
                y = torch.narrow(y, 1, 0, torch.size(y, 1) - 1)
                y = torch.matmul(filters, torch.square(torch.abs(y)))
                y = torch.log10(torch.clamp_min(y, 1e-10))
                y = torch.maximum(y, torch.sub(torch.max(y), 8.0))
                return torch.transpose(torch.div(torch.add(y, 4.0), 4.0), 0, 1)
                """
                        .formatted(WINDOW, HOP));
    }
}
