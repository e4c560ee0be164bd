package io.mingle.audio.internal.parity;

import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowVoice;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;

/** What a reference was given to speak: codes and a voice, drawn as its README tells. */
record Utterance(int[] codes, FlowVoice voice) {

    /**
     * Draws an utterance.
     *
     * @param facts its seed and lengths
     */
    static Utterance of(Facts facts, FlowConfig config) {
        long seed = facts.get("seed").longValue();
        int before = facts.get("prompt").intValue();
        return new Utterance(
                codes(seed, facts.get("codes").intValue(), config.codes()),
                new FlowVoice(
                        ReferenceValues.drawn(seed + 3, config.voicePrint(), 64),
                        codes(seed + 1, before, config.codes()),
                        ReferenceValues.drawn(seed + 2, before * config.mels(), 32)));
    }

    private static int[] codes(long seed, int count, int codes) {
        float[] drawn = ReferenceValues.drawn(seed, count, 1);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = ((int) drawn[i] + 128) * codes / 256;
        }
        return numbers;
    }
}
