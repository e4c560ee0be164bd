package io.mingle.trainer.internal.speech;

import io.mingle.audio.feature.LogMel;
import io.mingle.audio.feature.MelSpectrogram;
import io.mingle.audio.sound.SincResampler;
import io.mingle.trainer.Batch;
import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Draws what the voices say, and lays its sound out. */
final class SpokenClips {

    static final MelSpectrogram MEL = MelSpectrogram.STREAMING;

    /** The most words of a phrase. */
    static final int LONGEST = 6;

    /** Phrases that are spoken at once, so that what was spoken can be kept. */
    private static final int PHRASES = 2400;

    private static final int ALL = 1 << 30;
    private static final int TRIES = 200;

    /** Codes of silence at the beginning, at most, and behind what is said. */
    private static final int BEFORE = 4;

    private static final int BEHIND = 5;

    /** Samples of silence between words that are spoken one by one. */
    private static final int GAP = MEL.rate() / 16;

    private final Synthesizer synthesizer = new Synthesizer(MEL.rate());
    private final SincResampler heard = new SincResampler(MEL.rate(), LogMel.RATE);
    private final float[] frames = MEL.filters();
    private final float[] features;
    private final int mels;
    private final Map<String, List<Span>> aligned = new ConcurrentHashMap<>();

    /**
     * @param mels bands of the features that codes are made of
     */
    SpokenClips(int mels) {
        this.mels = mels;
        features = LogMel.filters(mels);
    }

    /**
     * Draws something said that takes so many codes at most, and is followed by silence: half of it
     * spoken at once, half word by word, of which there is no end.
     */
    SpokenClip of(SplittableRandom random, int codes) {
        for (int i = 0; i < TRIES; i++) {
            boolean atOnce = random.nextBoolean();
            SplittableRandom own = new SplittableRandom(random.nextInt(atOnce ? PHRASES : ALL));
            Phrase phrase = Phrase.of(own, Phrase.language(own), 1 + own.nextInt(LONGEST));
            SpeakingVoice voice = SpeakingVoice.of(phrase.language());
            String text = WrittenPhrase.of(own, phrase);
            List<float[]> parts =
                    atOnce
                            ? List.of(synthesizer.again(voice.speaker(), text))
                            : words(voice, phrase);
            SpokenClip clip = clip(parts, own.nextInt(BEFORE), codes, voice, text, phrase);
            if (clip.codes() <= codes) {
                return clip;
            }
        }
        throw new IllegalStateException("No phrase fits into %s codes.".formatted(codes));
    }

    private static SpokenClip clip(
            List<float[]> parts,
            int before,
            int codes,
            SpeakingVoice voice,
            String text,
            Phrase phrase) {
        float[] samples = new float[codes * MEL.hop()];
        List<Span> spans = new ArrayList<>();
        int at = before * MEL.hop();
        int start = 0;
        for (float[] part : parts) {
            for (int i = 0; i < part.length && at + i < samples.length; i++) {
                samples[at + i] = 0.8f * part[i];
            }
            at += part.length;
            spans.add(new Span(start, at));
            start = at;
            at += GAP;
        }
        int end = (start + MEL.hop() - 1) / MEL.hop() + BEHIND;
        boolean known = parts.size() == phrase.words().size();
        return new SpokenClip(voice, text, phrase, samples, end, known ? spans : List.of());
    }

    private List<float[]> words(SpeakingVoice voice, Phrase phrase) {
        return phrase.words().stream()
                .map(it -> synthesizer.again(voice.speaker(), it.in(phrase.language())))
                .toList();
    }

    /** Returns a clip with the places of its words. */
    SpokenClip aligned(SpokenClip clip) {
        return clip.spans().isEmpty()
                ? clip.withSpans(
                        aligned.computeIfAbsent(clip.text() + clip.codes(), it -> spans(clip)))
                : clip;
    }

    private List<Span> spans(SpokenClip clip) {
        float[] said = Arrays.copyOf(clip.samples(), clip.codes() * MEL.hop());
        return Alignment.of(words(clip.voice(), clip.phrase()), said, MEL.rate());
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
