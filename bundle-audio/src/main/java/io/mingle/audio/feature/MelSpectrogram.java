package io.mingle.audio.feature;

import io.mingle.nn.Value;
import io.mingle.nn.layer.Stft;
import io.mingle.nn.layer.Stft.Edges;
import io.mingle.tensor.ProgramSource;
import java.util.Locale;

/**
 * The mel frames that a vocoder takes (spec of the published model, audio detokenizer, section 1;
 * J. Kong and others, HiFi-GAN, 2020): magnitudes through mel filters, as natural logarithms that
 * end at 1e-5.
 *
 * <p>It adds {@code mel_spectrogram(samples [N], filters [mels, size / 2 + 1]) → [N / hop, mels]}
 * to a program, in float32.
 *
 * @param rate samples per second
 * @param size samples of a transform and of its window
 * @param hop samples from one frame to the next
 * @param mels how many filters
 * @param top where the filters end, in hertz
 */
public record MelSpectrogram(int rate, int size, int hop, int mels, double top) {

    /** For streaming: 50 frames a second. */
    public static final MelSpectrogram STREAMING = new MelSpectrogram(24_000, 1920, 480, 80, 8000);

    /** For whole sentences: about 86 frames a second. */
    public static final MelSpectrogram WHOLE = new MelSpectrogram(22_050, 1024, 256, 80, 8000);

    /** Returns how many frames a sound has. */
    public int frames(int samples) {
        return samples / hop;
    }

    /** Returns the fewest samples with frames: its beginning and its end are mirrored. */
    public int fewest() {
        return (size - hop) / 2 + 1;
    }

    /** Returns the filters that {@code mel_spectrogram} takes, [mels, size / 2 + 1], row by row. */
    public float[] filters() {
        return MelFilters.bank(mels, size / 2 + 1, rate, top);
    }

    /**
     * Writes the frames of several sounds of one length, for training.
     *
     * @param samples [B, N]
     * @param filters as {@code mel_spectrogram} takes them
     * @return [B, mels, N / hop]
     */
    public Value of(Value samples, Value filters) {
        Value power = new Stft(size, hop, Edges.SAME).apply(samples).power();
        Value magnitudes = power.plus(1e-9).call("torch.sqrt");
        Value mel = filters.call("torch.matmul", magnitudes);
        return mel.call("torch.clamp_min", 1e-5).call("torch.log");
    }

    /** Adds the method {@code mel_spectrogram} to a program. */
    public void addTo(ProgramSource.Builder program) {
        int around = (size - hop) / 2;
        program.method(
                "mel_spectrogram",
                "samples: Tensor, filters: Tensor",
                "Tensor",
                String.format(
                        Locale.ROOT,
                        """
                        window = torch.hann_window(%1$s, dtype=6)
                        y = torch.pad(torch.reshape(samples, [1, 1, -1]), [%3$s, %3$s], mode="reflect")
                        y = torch.reshape(y, [-1])
                        y = torch.stft(y, %1$s, hop_length=%2$s, win_length=%1$s, window=window, center=False, normalized=False, onesided=True, return_complex=True)
                        y = torch.sqrt(torch.add(torch.square(torch.abs(y)), 1e-9))
                        y = torch.log(torch.clamp_min(torch.matmul(filters, y), 1e-5))
                        return torch.transpose(y, 0, 1)
                        """,
                        size,
                        hop,
                        around));
    }
}
