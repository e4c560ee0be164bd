package io.mingle.trainer.internal.speech;

import io.mingle.audio.feature.LogMel;
import io.mingle.audio.feature.MelSpectrogram;
import io.mingle.audio.sound.SincResampler;
import io.mingle.trainer.Batch;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what the voices say, from a number of phrases, and lays its sound out. */
final class SpokenClips {

    static final MelSpectrogram MEL = MelSpectrogram.STREAMING;

    private static final int PHRASES = 2400;
    private static final int LONGEST = 6;
    private static final int TRIES = 200;

    /** Codes of silence at the beginning, at most, and behind what is said. */
    private static final int BEFORE = 4;

    private static final int BEHIND = 5;

    private final Synthesizer synthesizer = new Synthesizer(MEL.rate());
    private final SincResampler heard = new SincResampler(MEL.rate(), LogMel.RATE);
    private final float[] frames = MEL.filters();
    private final float[] features;
    private final int mels;

    /**
     * @param mels bands of the features that codes are made of
     */
    SpokenClips(int mels) {
        this.mels = mels;
        features = LogMel.filters(mels);
    }

    /** Draws something said that takes so many codes at most, and is followed by silence. */
    SpokenClip of(SplittableRandom random, int codes) {
        for (int i = 0; i < TRIES; i++) {
            SplittableRandom own = new SplittableRandom(random.nextInt(PHRASES));
            Phrase phrase = Phrase.of(own, Phrase.language(own), 1 + own.nextInt(LONGEST));
            SpeakingVoice voice = SpeakingVoice.of(phrase.language());
            String text = WrittenPhrase.of(own, phrase);
            float[] said = synthesizer.again(voice.speaker(), text);
            int before = own.nextInt(BEFORE) * MEL.hop();
            int end = (before + said.length + MEL.hop() - 1) / MEL.hop() + BEHIND;
            if (end <= codes) {
                float[] samples = new float[codes * MEL.hop()];
                for (int j = 0; j < said.length; j++) {
                    samples[before + j] = 0.8f * said[j];
                }
                return new SpokenClip(voice, text, phrase, samples, end);
            }
        }
        throw new IllegalStateException("No phrase fits into %s codes.".formatted(codes));
    }

    /**
     * Adds clips of one length to a batch: {@code samples [B, N]}, {@code frame_filters}, {@code
     * heard [B, 2 N / 3]}, the same at 16,000 samples a second, {@code feature_filters}, and {@code
     * print [B, P]}.
     */
    Batch.Builder addTo(Batch.Builder batch, List<SpokenClip> clips) {
        int size = clips.size();
        int length = clips.get(0).samples().length;
        int shorter = length / 3 * 2;
        return batch.values(
                        "samples", clips.stream().map(SpokenClip::samples).toList(), size, length)
                .values("frame_filters", frames, MEL.mels(), MEL.size() / 2 + 1)
                .values(
                        "heard",
                        clips.stream().map(it -> heard.resample(it.samples())).toList(),
                        size,
                        shorter)
                .values("feature_filters", features, mels, LogMel.bins())
                .values(
                        "print",
                        clips.stream().map(it -> it.voice().print()).toList(),
                        size,
                        SpeakingVoice.PRINT);
    }
}
