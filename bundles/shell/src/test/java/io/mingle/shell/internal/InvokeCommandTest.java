package io.mingle.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvokeCommandTest extends ShellFixture {

    private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.US_ASCII);
    private static final String MORE =
            "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}, \"reason\":"
                    + " {\"type\": \"string\"}}}";
    private static final SkillResult STAR = result("text", "a star", "reason", "stop");

    private final CompletableFuture<SkillRequest> asked = new CompletableFuture<>();

    @BeforeEach
    void command() {
        commands(new InvokeCommand(broker, context, folder), "invoke");
    }

    private static SkillResult result(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SkillResult(values);
    }

    private void draw(String output, Consumer<GenerationChannel<SkillResult>> work) {
        offer(
                new Maker(
                        output,
                        (request, channel) -> {
                            asked.complete(request);
                            work.accept(channel);
                        }),
                "draw");
    }

    private static void finish(
            GenerationChannel<SkillResult> channel, SkillResult result, String... warnings) {
        channel.finished(result, Usage.NONE, List.of(warnings));
    }

    @Test
    void aTextIsShownOnceAsItComes() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.delta("a ");
                    channel.delta("star");
                    finish(channel, SkillResult.text("a star"));
                });
        assertEquals("a star" + LINE, type("mingle:invoke draw"));
    }

    @Test
    void aTextThatWasNotStreamedIsShownAtTheEnd() {
        draw(SkillDescription.TEXT, channel -> finish(channel, SkillResult.text("a star")));
        assertEquals("a star" + LINE, type("mingle:invoke draw '{}'"));
    }

    @Test
    void aTextThatIsOtherThanWhatWasStreamedIsShownBelowIt() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.delta("a sta");
                    finish(channel, SkillResult.text("A star."));
                });
        assertEquals("a sta" + LINE + "A star." + LINE, type("mingle:invoke draw"));
    }

    /** As understanding does. */
    @Test
    void whatWasStreamedIsNotShownAgainAmongTheRest() {
        draw(
                MORE,
                channel -> {
                    channel.delta("a star");
                    finish(channel, STAR);
                });
        assertEquals("a star" + LINE + "{\"reason\":\"stop\"}" + LINE, type("mingle:invoke draw"));
    }

    @Test
    void whatWasNotStreamedIsShownWhole() {
        draw(MORE, channel -> finish(channel, STAR));
        assertEquals(
                "{\"text\":\"a star\",\"reason\":\"stop\"}" + LINE, type("mingle:invoke draw"));
    }

    @Test
    void progressHasLinesOfItsOwnAndWarningsComeLast() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.publish(new Progress("drawing", 1, 30));
                    channel.delta("a star");
                    channel.publish(new Progress("looking", 2, 0));
                    channel.publish(
                            new SegmentSeen(
                                    new SegmentSummary(new TimeSpan(0, 1), "A ball."), 2, 5));
                    finish(channel, SkillResult.text("a star"), "It is a small one.");
                });
        assertEquals(
                String.join(
                        LINE,
                        "drawing 1/30",
                        "a star",
                        "looking 2",
                        "looking at parts 2/5",
                        "warning: It is a small one.",
                        ""),
                type("mingle:invoke draw"));
    }

    @Test
    void picturesComeFromFilesAndBecomeFiles() throws Exception {
        Files.write(folder.resolve("like.gif"), GIF);
        draw(MORE, channel -> finish(channel, result("star", new Picture("star", GIF))));
        assertEquals(
                "{\"star\":\"star.gif\"}" + LINE,
                type("mingle:invoke draw '{\"phrase\": \"star\", \"like\": \"like.gif\"}'"));
        assertEquals(
                Map.of("phrase", "star", "like", new Picture("like.gif", GIF)),
                asked.get(60, TimeUnit.SECONDS).arguments());
        assertEquals(GIF.length, Files.size(folder.resolve("star.gif")));
    }

    @Test
    void aFailureEndsTheLineAndSaysWhatToDo() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.delta("a st");
                    channel.failed(new BrokenModelException("The weights are damaged."));
                });
        MingleException error = fails("mingle:invoke draw");
        assertEquals("The weights are damaged.", error.getMessage());
        assertEquals(
                "a st" + LINE + "[broken-model] " + ErrorCode.BROKEN_MODEL.remedy() + LINE,
                shown());
    }

    @Test
    void argumentsThatDoNotFitAreToldByName() {
        draw(SkillDescription.TEXT, channel -> finish(channel, SkillResult.text("")));
        MingleException error = fails("mingle:invoke draw '{\"phrase\": 3}'");
        assertTrue(
                error.getMessage().contains("'phrase' of the skill draw is 3"), error::getMessage);
        assertTrue(shown().startsWith("[invalid-request] "), shown());
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void whoNamesNoSkillIsToldThoseThereAreAndNoneWithoutAName() {
        assertEquals(
                "There is no skill 'sing'. There is none at all; install a bundle with one.",
                fails("mingle:invoke sing").getMessage());
        draw(SkillDescription.TEXT, channel -> finish(channel, SkillResult.text("")));
        for (String nameless : new String[] {null, "", "A name"}) {
            offer(new Maker(SkillDescription.TEXT, (request, channel) -> {}), nameless);
        }
        assertEquals(
                "There is no skill 'sing'. There are: draw.",
                fails("mingle:invoke sing").getMessage());
        assertEquals(
                "There is no skill ''. There are: draw.", fails("mingle:invoke ''").getMessage());
    }
}
