package io.mingle.trainer.internal.speech;

import io.mingle.api.training.Figure;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;

/** Waves of mel frames. */
@Component(service = Task.class)
public final class VocoderTask implements Task {

    @Override
    public String name() {
        return "vocoder";
    }

    @Override
    public String description() {
        return "waves from frames of a mel spectrogram, for speaking";
    }

    @Override
    public Objective objective() {
        return new VocoderObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new Cuts(Talkers.clips(setup));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Figure.loss("loss"), Figure.loss("spectrum"), Figure.loss("pitch"));
    }

    @Override
    public Map<String, String> configurations() {
        return Talkers.vocoder();
    }

    /** Cuts pieces out of clips, with their pitch. */
    record Cuts(SpokenClips clips) implements Sampler<Cuts.Piece> {

        private static final int FRAMES = 32;
        private static final int ROOM = 8;
        private static final int CODES = 120;
        private static final VocoderConfig CONFIG = VocoderConfig.PUBLISHED_STREAMING;

        /**
         * A piece of a clip.
         *
         * @param pitch of each frame, in hertz
         * @param seed of the noise in it
         */
        record Piece(SpokenClip clip, float[] pitch, long seed) {}

        @Override
        public Supplier<Piece> examples(SplittableRandom random) {
            return () -> {
                SpokenClip clip = clips.of(random, CODES);
                int hop = SpokenClips.MEL.hop();
                int first = random.nextInt(Math.max(1, clip.codes() - FRAMES + 1));
                float[] cut =
                        Arrays.copyOfRange(clip.samples(), first * hop, (first + FRAMES) * hop);
                float loud = 0.4f + 0.8f * random.nextFloat();
                for (int i = 0; i < cut.length; i++) {
                    cut[i] *= loud;
                }
                return piece(cut, clip, random.nextLong());
            };
        }

        /** Returns the first frames of samples of a clip. */
        static Piece piece(float[] samples, SpokenClip clip, long seed) {
            float[] cut = Arrays.copyOf(samples, FRAMES * SpokenClips.MEL.hop());
            float[] pitch = Pitch.of(cut, SpokenClips.MEL.rate(), SpokenClips.MEL.hop());
            SpokenClip part =
                    new SpokenClip(
                            clip.voice(), clip.text(), clip.phrase(), cut, FRAMES, List.of());
            return new Piece(part, pitch, seed);
        }

        @Override
        public int room(Piece example) {
            return ROOM;
        }

        @Override
        public Batch batch(List<Piece> drawn) {
            int size = drawn.size();
            int samples = FRAMES * SpokenClips.MEL.hop();
            List<float[]> noise =
                    drawn.stream()
                            .map(
                                    it ->
                                            SpokenClipSampler.noise(
                                                    new SplittableRandom(it.seed()),
                                                    samples * CONFIG.harmonics()))
                            .toList();
            List<SpokenClip> pieces = drawn.stream().map(Piece::clip).toList();
            return clips.addTo(Batch.of(size), pieces)
                    .values("pitch", drawn.stream().map(Piece::pitch).toList(), size, FRAMES)
                    .values("noise", noise, size, samples, CONFIG.harmonics())
                    .build();
        }
    }
}
