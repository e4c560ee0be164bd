package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.trainer.Batch;
import io.mingle.trainer.Setup;
import io.mingle.trainer.internal.run.BlankModel;
import io.mingle.trainer.internal.speech.Recording.Span;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeakSamplerTest {

    @TempDir Path folder;

    /** “two four” in six of eight codes, of which the first two have the first word. */
    private static SpokenClip twoFour() {
        int hop = SpokenClips.MEL.hop();
        Phrase phrase =
                new Phrase(Language.ENGLISH, List.of(SpokenWord.ALL.get(2), SpokenWord.ALL.get(4)));
        List<Span> spans = List.of(new Span(0, 2 * hop), new Span(2 * hop, 6 * hop));
        return new SpokenClip(SpeakingVoice.ENG, "two four", phrase, new float[8 * hop], 6, spans);
    }

    @Test
    void eachCodeHasItsWordAndItsNumberUntilTheEnd() {
        SpeakTask task = new SpeakTask();
        BlankModel.write(List.of(new CodesTask(), task), folder);
        try (Setup setup = new Setup(folder, null)) {
            Batch batch = ((SpeakSampler) task.sampler(setup)).batch(List.of(twoFour()));
            assertArrayEquals(
                    new long[] {3, 3, 5, 5, 5, 5, 0, -100, -100}, numbers(batch, "words"));
            assertArrayEquals(
                    new long[] {1, 1, 2, 2, 2, 2, 0, -100, -100}, numbers(batch, "numbers"));
        }
    }

    private static long[] numbers(Batch batch, String name) {
        return ((Batch.Numbers) batch.tensors().get(name)).elements();
    }
}
