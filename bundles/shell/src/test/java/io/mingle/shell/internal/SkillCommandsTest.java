package io.mingle.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

class SkillCommandsTest extends ShellFixture {

    private final AtomicReference<Conversation> asked = new AtomicReference<>();

    @BeforeEach
    void commands() {
        commands(
                new SkillCommands(
                        broker,
                        () -> List.of("hen waits for Egg."),
                        () -> List.of("broken.jar is not in use."),
                        context),
                "skills",
                "ask",
                "requests",
                "cancel",
                "memory");
    }

    private void answer(Generation<Answer> answer) {
        broker.with(
                Understanding.class,
                (conversation, options) -> {
                    asked.set(conversation);
                    return answer;
                });
    }

    @Test
    void whatCanBeCalledIsListedAndWhatIsMissingBelow() {
        answer(Answers.of("red"));
        offer(new Maker(SkillDescription.TEXT, (request, channel) -> {}), "draw");
        broker.withLeaving(Understanding.class, "io.mingle.old");
        broker.share("io.mingle.fake", Map.of("1.0.0", 10));
        assertEquals(
                List.of(
                        "SERVICE BUNDLE VERSION STATE CALLS SHARE",
                        "Understanding io.mingle.old 1.0.0 DRAINING 1",
                        "Understanding io.mingle.fake 1.0.0 ACTIVE 0 10",
                        "Skill io.mingle.fake 1.0.0 ACTIVE 0 10",
                        "To be called with mingle:invoke: draw",
                        "hen waits for Egg.",
                        "broken.jar is not in use."),
                rows(type("mingle:skills")));
    }

    @Test
    void aSkillWithoutANameIsNotAmongThoseToBeCalled() {
        offer(new Maker(SkillDescription.TEXT, (request, channel) -> {}), "");
        assertFalse(type("mingle:skills").contains("To be called"), shown());
        offer(new Maker(SkillDescription.TEXT, (request, channel) -> {}), "draw");
        assertTrue(type("mingle:skills").contains("invoke: draw" + LINE), shown());
    }

    private static List<String> rows(String table) {
        return table.lines().map(row -> row.strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void anAnswerIsShownOnceAndAPictureComesBeforeTheQuestion() throws Exception {
        byte[] bytes = {1};
        String picture = Files.write(folder.resolve("a.png"), bytes).toString();
        answer(Answers.of("It is ", "red."));
        assertEquals(
                "It is red." + LINE, type("mingle:ask -i '" + picture + "' \"Which colour?\""));
        assertEquals(
                List.of(new Picture("a.png", bytes), new Text("Which colour?")),
                asked.get().content());
    }

    @Test
    void anAnswerThatWasNotStreamedIsShownWithItsWarnings() {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.finished(
                new Answer("Red.", FinishReason.STOP), Usage.NONE, List.of("It is damaged."));
        answer(channel);
        assertEquals(
                "Red." + LINE + "warning: It is damaged." + LINE, type("mingle:ask \"Which?\""));
    }

    /** Only the properties of the engine's service are looked at. */
    private static final class NeverAsked implements ServiceFactory<Object> {

        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            throw new UnsupportedOperationException("Nobody asks");
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            throw new UnsupportedOperationException("Nobody has it");
        }
    }

    @Test
    void whyNothingCanBeComputedIsToldAtOnce() {
        Dictionary<String, Object> broken = new Hashtable<>();
        broken.put("usable", false);
        broken.put("explanation", "There is no libtorch.");
        context.registerService("io.mingle.engine.EngineStatus", new NeverAsked(), broken);
        assertEquals("There is no libtorch.", fails("mingle:ask \"Which?\"").getMessage());
        assertTrue(shown().startsWith("[engine-unavailable] "), shown());
    }

    @Test
    void aRequestIsListedAndCanBeCancelled() throws Exception {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        answer(channel);
        Generation<Answer> begun =
                broker.generate(
                        Understanding.class,
                        Duration.ZERO,
                        it -> it.ask(Conversation.of("Which?"), null));
        String row = rows(type("mingle:requests")).get(1);
        assertTrue(
                row.matches(
                        begun.number()
                                + " Understanding io.mingle.fake 1.0.0 [0-9.]+ can be cancelled"),
                row);
        assertEquals("", type("mingle:cancel " + begun.number()));
        assertTrue(channel.isCancelled());
        channel.cancelled();
        assertEquals(
                "There is no request "
                        + begun.number()
                        + " that can be cancelled; it may have ended.",
                fails("mingle:cancel " + begun.number()).getMessage());
        assertEquals(1, rows(type("mingle:requests")).size());
    }

    @Test
    void anAnswerThatIsCancelledIsToldAsSuch() {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.delta("It ");
        channel.cancelled();
        answer(channel);
        assertInstanceOf(CancelledException.class, fails("mingle:ask \"Which?\""));
        assertTrue(shown().startsWith("It " + LINE + "[cancelled] "), shown());
    }

    @Test
    void memoryIsAddedUpWithoutWhatIsMapped() {
        broker.with(
                MemoryReport.class,
                new MemoryReport() {
                    @Override
                    public List<MemoryUse> uses() {
                        return List.of(
                                new MemoryUse("io.mingle.core", "cache", 7, 1_000),
                                new MemoryUse("io.mingle.core", MemoryUse.MAPPED, 0, 5_000_000));
                    }

                    @Override
                    public long limit() {
                        return 2_000_000;
                    }
                });
        assertEquals(
                List.of(
                        "BUNDLE PURPOSE REQUEST",
                        "io.mingle.core cache 7 1,000 bytes",
                        "io.mingle.core mapped 5,000,000 bytes",
                        "all 1,000 of 2,000,000 bytes"),
                rows(type("mingle:memory")));
    }
}
