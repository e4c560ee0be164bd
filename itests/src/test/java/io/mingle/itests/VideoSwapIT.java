package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.api.video.VideoEncoding;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.video.FourFrames;
import io.mingle.itests.video.VideoSwaps;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The code that watches videos is replaced while videos and streams are being watched. */
@InFramework
@Timeout(1200)
class VideoSwapIT {

    /** The soak has more. */
    private static final int SWAPS = 20;

    private static final String SKILL = "io.mingle.skill.video";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void noAnswerIsLostWhileTheSkillIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        VideoSwaps.run(broker, Swap.bundle(context, SKILL), SWAPS);
    }

    @Test
    void videosAreWatchedWhileVisionIsReplacedUnderTheSkill(Broker broker, BundleContext context)
            throws Exception {
        Bundle vision = Swap.bundle(context, "io.mingle.vision");
        Bundle skill = Swap.bundle(context, SKILL);
        WeakReference<ClassLoader> before = Swap.loader(skill);
        try (Callers callers = new Callers(2, () -> FourFrames.ask(broker))) {
            for (int swap = 0; swap < SWAPS / 2; swap++) {
                callers.awaitCalls(1);
                Swap.again(vision);
            }
            callers.awaitCalls(2);
        }
        assertEquals(before.get(), Swap.loader(skill).get(), "no wire stopped it");
    }

    @Test
    void whatAStreamRemembersOutlivesWhoeverMadeIt(Broker broker, BundleContext context)
            throws Exception {
        LiveMemory memory = LiveMemory.EMPTY;
        for (int i = 0; i < 4; i++) {
            memory = seen(broker, memory, 4 * i);
            Swap.again(Swap.bundle(context, i % 2 == 0 ? SKILL : "io.mingle.vision"));
        }
        LiveMemory all = memory;
        assertEquals(4, all.parts().size());
        assertFalse(
                broker.generate(
                                LiveWatching.class,
                                LIMIT,
                                it ->
                                        it.ask(
                                                all,
                                                FourFrames.QUESTION,
                                                Moment.PAST,
                                                LiveOptions.USUAL))
                        .join(LIMIT)
                        .result()
                        .text()
                        .isBlank());
    }

    private static LiveMemory seen(Broker broker, LiveMemory memory, double first) {
        return broker.generate(
                        LiveWatching.class,
                        LIMIT,
                        it -> it.see(memory, FourFrames.stream(first), LiveOptions.USUAL))
                .join(LIMIT)
                .result();
    }

    @Test
    void theAnswerAboutTokensIsThatAboutTheFrames(Broker broker) {
        Video frames =
                Video.ofFrames("four frames", FourFrames.pictures())
                        .withLimits(FrameLimits.DEFAULT);
        EncodedVideo tokens =
                broker.generate(VideoEncoding.class, LIMIT, it -> it.encode(frames))
                        .join(LIMIT)
                        .result();
        assertEquals(2, tokens.groups());
        assertEquals(answer(broker, frames), answer(broker, Video.ofTokens("tokens", tokens)));
    }

    private static String answer(Broker broker, Video video) {
        Conversation conversation = Conversation.of(FourFrames.QUESTION, video);
        return broker.generate(
                        Understanding.class,
                        LIMIT,
                        it -> it.ask(conversation, GenerationOptions.GREEDY.withMaxTokens(32)))
                .join(LIMIT)
                .result()
                .text();
    }

    @Test
    void theClassesOfAnOldSkillAreCollected(Broker broker, BundleContext context) throws Exception {
        Bundle skill = Swap.bundle(context, SKILL);
        FourFrames.ask(broker);
        WeakReference<ClassLoader> old = Swap.loader(skill);

        Swap.again(skill);

        FourFrames.ask(broker);
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }
}
