package io.mingle.video.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.Moment;
import io.mingle.api.video.TimeSpan;
import io.mingle.video.internal.clip.Bmp;
import io.mingle.video.internal.text.BeginningTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveTest {

    /** Five parts of two pairs each. */
    private static final LiveOptions SMALL =
            LiveOptions.USUAL.withMaxTokens(10 * Viewer.PAIR_TOKENS).withMaxNotes(200);

    @TempDir private Path folder;

    private static List<LiveFrame> frames(int first) {
        return IntStream.range(first, first + 4)
                .mapToObj(
                        it ->
                                new LiveFrame(
                                        it, Bmp.of("frame " + it, 32, 32, new byte[3 * 32 * 32])))
                .toList();
    }

    private static LiveMemory watched(ModelLiveWatching live, int parts, LiveOptions options) {
        LiveMemory memory = LiveMemory.EMPTY;
        for (int i = 0; i < parts; i++) {
            memory = live.see(memory, frames(4 * i), options).join(Viewer.LIMIT).result();
            assertTrue(memory.tokens() <= options.maxTokens(), memory.tokens() + " tokens");
        }
        return memory;
    }

    @Test
    void whatIsForgottenIsNotCutInTheMiddleOfACharacter() {
        for (String before : List.of("", "a")) {
            Viewer viewer = new Viewer(folder, asked -> before + "\ud83d\ude00".repeat(400));
            LiveMemory memory = watched(new ModelLiveWatching(viewer.broker()), 8, SMALL);
            assertFalse(memory.notes().isEmpty());
            memory.notes().forEach(it -> assertTrue(BeginningTest.isWhole(it.text()), it.text()));
        }
    }

    private static int tokens(Viewer.Asked asked) {
        return asked.content().stream()
                .map(it -> (VideoSource.Encoded) ((Video) it).source())
                .mapToInt(it -> it.tokens().tokens())
                .sum();
    }

    @Test
    void whatIsSeenIsRememberedWithoutPixels() {
        Viewer viewer = new Viewer(folder, asked -> "a ball");
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        LiveMemory memory = watched(live, 3, SMALL);

        assertEquals(3, memory.parts().size());
        assertEquals(new TimeSpan(0, 3), memory.parts().get(0).span());
        assertEquals(11, memory.until());
        assertEquals(6 * Viewer.PAIR_TOKENS, memory.tokens());
        assertEquals(0, viewer.asked().size());

        LiveAnswer answer =
                live.ask(memory, "What is it?", Moment.PAST, SMALL).join(Viewer.LIMIT).result();
        assertEquals(new LiveAnswer("a ball", true, 11), answer);
        assertEquals("What is it?", viewer.last().text());
        // One video, as the model knows it.
        assertEquals(1, viewer.last().content().size());
        assertEquals(memory.tokens(), tokens(viewer.last()));
    }

    @Test
    void aStreamOfHoursStaysWithinItsBudgetInWords() {
        Viewer viewer = new Viewer(folder, asked -> "A ball rolls over the table. ".repeat(4));
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        LiveMemory memory = watched(live, 60, SMALL);

        assertEquals(5, memory.parts().size());
        assertFalse(memory.notes().isEmpty());
        assertEquals(0, memory.notes().get(0).span().start());
        int characters = memory.notes().stream().mapToInt(it -> it.text().length()).sum();
        assertTrue(characters <= 200, characters + " characters");

        live.ask(memory, "What is it?", Moment.PAST, SMALL).join(Viewer.LIMIT);
        assertTrue(viewer.last().text().startsWith("What happened before:\n0:00.0–"));
        assertTrue(viewer.last().text().endsWith("\nWhat is it?"));
    }

    @Test
    void aQuestionAboutNowIsShownTheLatestPartAlone() {
        Viewer viewer = new Viewer(folder, asked -> "blue");
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        LiveMemory memory = watched(live, 10, SMALL);
        live.ask(memory, "What colour?", Moment.NOW, SMALL).join(Viewer.LIMIT);
        assertEquals("What colour?", viewer.last().text());
        assertEquals(2 * Viewer.PAIR_TOKENS, tokens(viewer.last()));
    }

    @Test
    void aQuestionAboutTheFutureIsAnsweredWhenItCanBe() {
        boolean[] visible = new boolean[1];
        Viewer viewer =
                new Viewer(
                        folder,
                        asked ->
                                asked.text().contains("Answer yes or no.")
                                        ? visible[0] ? "Yes." : "No, not yet."
                                        : "Anna");
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        LiveMemory memory = watched(live, 2, SMALL);
        LiveAnswer early =
                live.ask(memory, "Who comes in?", Moment.FUTURE, SMALL).join(Viewer.LIMIT).result();
        assertEquals(new LiveAnswer("", false, 7), early);

        visible[0] = true;
        LiveAnswer later =
                live.ask(memory, "Who comes in?", Moment.FUTURE, SMALL).join(Viewer.LIMIT).result();
        assertEquals(new LiveAnswer("Anna", true, 7), later);
    }

    @Test
    void aPartOfManyFramesIsThinnedToTheBudget() {
        Viewer viewer = new Viewer(folder, asked -> "");
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        LiveMemory memory =
                live.see(
                                LiveMemory.EMPTY,
                                IntStream.range(0, 40).mapToObj(it -> frames(it).get(0)).toList(),
                                SMALL)
                        .join(Viewer.LIMIT)
                        .result();
        assertTrue(memory.tokens() <= SMALL.maxTokens(), memory.tokens() + " tokens");
        assertEquals(39, memory.until());
    }

    @Test
    void tokensOfAnotherModelAreLeftOutWithAWarning() {
        Viewer viewer = new Viewer(folder, asked -> "a ball");
        ModelLiveWatching live = new ModelLiveWatching(viewer.broker());
        EncodedVideo other = new EncodedVideo("other", 2, 8, 16, 1, new float[256]);
        LiveMemory before =
                new LiveMemory(List.of(), List.of(new LiveMemory.Part(new TimeSpan(0, 0), other)));
        Finished<LiveMemory> after = live.see(before, frames(0), SMALL).join(Viewer.LIMIT);
        assertEquals(1, after.result().parts().size());
        assertEquals(folder.toString(), after.result().parts().get(0).tokens().model());
        assertTrue(
                after.warnings().get(0).startsWith("The model was exchanged for another"),
                after.warnings().toString());
    }

    @Test
    void whatIsWrongIsTold() {
        ModelLiveWatching live = new ModelLiveWatching(new Viewer(folder, asked -> "").broker());
        LiveMemory memory = watched(live, 2, SMALL);
        String late =
                assertThrows(
                                InvalidRequestException.class,
                                () -> live.see(memory, frames(2), SMALL))
                        .getMessage();
        assertTrue(late.contains("was given after 7.0 had been seen"), late);
        String nothing =
                assertThrows(
                                InvalidRequestException.class,
                                () -> live.ask(LiveMemory.EMPTY, "What?", Moment.NOW, SMALL))
                        .getMessage();
        assertTrue(nothing.contains("before anything of it was seen"), nothing);
    }
}
