package io.mingle.trainer.internal.speech;

import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.List;

/**
 * What a voice said, with silence around it.
 *
 * @param samples 24,000 a second; as many as its codes have
 * @param codes how many codes it takes until the end of what is said; silence may follow
 * @param spans where its words are, as many, with the silence around them; empty if nobody looked
 */
record SpokenClip(
        SpeakingVoice voice,
        String text,
        Phrase phrase,
        float[] samples,
        int codes,
        List<Span> spans) {

    SpokenClip withSpans(List<Span> value) {
        return new SpokenClip(voice, text, phrase, samples, codes, value);
    }
}
