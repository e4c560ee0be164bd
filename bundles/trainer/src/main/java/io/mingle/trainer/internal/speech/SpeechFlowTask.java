package io.mingle.trainer.internal.speech;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;

/** Mel frames of codes, in a voice. */
@Component(service = Task.class)
public final class SpeechFlowTask implements Task {

    private static final int BUDGET = 960;

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public String description() {
        return "frames of a mel spectrogram from codes of speech, in a voice";
    }

    @Override
    public Objective objective() {
        return new SpeechFlowObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new Noisy(Talkers.clips(setup));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Figure.loss("loss"), Figure.loss("frames"));
    }

    @Override
    public Map<String, String> configurations() {
        return Talkers.flow();
    }

    /** Adds noise, times, and what is left out or known, as the published model is trained. */
    private static final class Noisy extends SpokenClipSampler {

        private static final double LEFT_OUT = 0.2;
        private static final double MOST_KNOWN = 0.3;

        Noisy(SpokenClips clips) {
            super(clips, BUDGET);
        }

        @Override
        public Batch batch(List<SpokenClip> drawn) {
            // Of the sound alone, so that the same examples give the same batch.
            SplittableRandom random = new SplittableRandom(seed(drawn));
            int size = drawn.size();
            int frames = codes(drawn.get(0));
            int mels = SpokenClips.MEL.mels();
            float[] times = new float[size];
            float[] kept = new float[size];
            float[] known = new float[size * frames];
            for (int i = 0; i < size; i++) {
                times[i] = (float) (1 - Math.cos(Math.PI / 2 * random.nextDouble()));
                kept[i] = random.nextDouble() < LEFT_OUT ? 0 : 1;
                if (random.nextBoolean()) {
                    int until = (int) (MOST_KNOWN * random.nextDouble() * frames);
                    Arrays.fill(known, i * frames, i * frames + until, 1);
                }
            }
            return clips().addTo(Batch.of(size), drawn)
                    .values("noise", noise(random, size * mels * frames), size, mels, frames)
                    .values("times", times)
                    .values("kept", kept)
                    .values("known", known, size, 1, frames)
                    .numbers("stream", new long[] {random.nextInt(2)})
                    .build();
        }

        private static long seed(List<SpokenClip> drawn) {
            long seed = drawn.size();
            for (SpokenClip clip : drawn) {
                seed = 31 * seed + clip.text().hashCode();
            }
            return seed;
        }
    }
}
