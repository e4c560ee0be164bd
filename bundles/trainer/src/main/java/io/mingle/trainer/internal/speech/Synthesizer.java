package io.mingle.trainer.internal.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.audio.sound.SincResampler;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Has texts spoken by the programs espeak-ng and flite, which a machine that trains has to have. A
 * call is bounded in time and in size. Several threads may call it.
 */
final class Synthesizer {

    private static final long PATIENCE_SECONDS = 30;
    private static final long MOST_BYTES = 16L << 20;
    private static final double MOST_SECONDS = 60;
    private static final long KEPT_SAMPLES = 192L << 20;

    /** Quieter than this is silence, of full scale. */
    private static final float SILENT = 0.01f;

    private static final double MARGIN_SECONDS = 0.02;

    private record Said(Speaker speaker, String text) {}

    private final int rate;
    private final Map<Integer, SincResampler> resamplers = new ConcurrentHashMap<>();
    private final SoundReader reader = new SoundReader(MOST_SECONDS, Optional::empty);
    private final Map<Said, short[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptSamples;

    Synthesizer(int rate) {
        this.rate = rate;
    }

    int rate() {
        return rate;
    }

    /**
     * Speaks what is said again and again, such as a word: what was spoken lately is kept.
     *
     * @return as of {@link #speak}
     */
    float[] again(Speaker speaker, String text) {
        Said said = new Said(speaker, text);
        short[] known;
        synchronized (kept) {
            known = kept.get(said);
        }
        return floats(known == null ? keep(said, speak(speaker, text)) : known);
    }

    private short[] keep(Said said, float[] samples) {
        short[] made = new short[samples.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = (short) Math.round(Math.max(-1, Math.min(1, samples[i])) * Short.MAX_VALUE);
        }
        synchronized (kept) {
            if (kept.put(said, made) == null) {
                keptSamples += made.length;
            }
            var oldest = kept.values().iterator();
            while (keptSamples > KEPT_SAMPLES && oldest.hasNext()) {
                keptSamples -= oldest.next().length;
                oldest.remove();
            }
        }
        return made;
    }

    private static float[] floats(short... samples) {
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[i] / (float) Short.MAX_VALUE;
        }
        return values;
    }

    /**
     * Speaks.
     *
     * @return samples from -1 to 1, the loudest near full scale, without silence around them
     * @throws EngineUnavailableException if the program is not installed, or does not do it
     */
    float[] speak(Speaker speaker, String text) {
        Path file = null;
        try {
            file = Files.createTempFile("mingle-spoken", ".wav");
            run(speaker, text, file);
            if (Files.size(file) > MOST_BYTES) {
                throw failed(speaker, "it wrote %s bytes".formatted(Files.size(file)), null);
            }
            Waveform wave = reader.read(new Sound("spoken", Files.readAllBytes(file)));
            return trimmed(
                    resamplers
                            .computeIfAbsent(wave.rate(), it -> new SincResampler(it, rate))
                            .resample(wave.samples()));
        } catch (IOException e) {
            throw failed(speaker, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Speaking was interrupted.", e);
        } finally {
            delete(file);
        }
    }

    private static void run(Speaker speaker, String text, Path file)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(speaker.command(text, file.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failed(speaker, "it took more than %s s".formatted(PATIENCE_SECONDS), null);
            }
            if (process.exitValue() != 0) {
                throw failed(speaker, "it ended with " + process.exitValue(), null);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static EngineUnavailableException failed(Speaker speaker, String why, Exception cause) {
        return new EngineUnavailableException(
                "Training to hear and to speak has words spoken by %s (voice %s), which did not work: %s. Install espeak-ng and flite on the machine that trains, for example with: apt-get install espeak-ng flite"
                        .formatted(speaker.program().command(), speaker.voice(), why),
                cause);
    }

    private static void delete(Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }

    private float[] trimmed(float[] samples) {
        int first = 0;
        int end = samples.length;
        float loudest = 1e-6f;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        while (first < end && Math.abs(samples[first]) < SILENT * loudest) {
            first++;
        }
        while (end > first && Math.abs(samples[end - 1]) < SILENT * loudest) {
            end--;
        }
        int margin = (int) (MARGIN_SECONDS * rate);
        first = Math.max(0, first - margin);
        end = Math.min(samples.length, end + margin);
        float[] part = new float[end - first];
        for (int i = 0; i < part.length; i++) {
            part[i] = samples[first + i] / loudest * 0.95f;
        }
        return part;
    }
}
