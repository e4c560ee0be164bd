package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.SkillUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMediaTest extends BatchFixture {

    @Test
    void videosThatCannotBeDecodedHereAreErrorsOfTheirLines() throws Exception {
        write(
                "{\"video\": \"a.mp4\", \"question\": \"one\"}",
                "{\"image\": \"b.png\", \"question\": \"two\"}");
        BatchResult result =
                run(
                        question -> {
                            if (those(question, Picture.class).isEmpty()) {
                                throw new SkillUnavailableException("There is no FFmpeg here.");
                            }
                            return echo(question);
                        });
        assertEquals(new BatchResult(2, 1, 1, 0), result);
        assertEquals("skill-unavailable", results().get(0).at("/error/code").asText());
        assertEquals("two [b.png]", results().get(1).get("answer").asText());
    }

    @Test
    void videosAreNamedBesidePicturesOrWithoutAny() throws Exception {
        write(
                "{\"video\": \"a.mp4\", \"question\": \"one\"}",
                "{\"videos\": [\"x\", \"y.mp4\"], \"image\": \"b.png\", \"question\": \"two\"}",
                "{\"video\": \"x\", \"videos\": [\"y\"], \"question\": \"three\"}",
                "{\"video\": 1, \"question\": \"four\"}",
                "{\"question\": \"five\"}");
        List<Conversation> questions = new ArrayList<>();
        assertEquals(
                new BatchResult(5, 3, 0),
                run(
                        question -> {
                            questions.add(question);
                            return "yes";
                        }));
        Path at = input.getParent();
        assertEquals(List.of(Video.of(at.resolve("a.mp4"))), those(questions.get(0), Video.class));
        assertEquals(
                List.of(Video.of(at.resolve("x")), Video.of(at.resolve("y.mp4"))),
                those(questions.get(1), Video.class));
        assertEquals(1, those(questions.get(1), Picture.class).size());
        String[] told = {
            "both the fields 'video' and 'videos'", "a video by 1", "none of the fields"
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(2 + i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
    }

    @Test
    void aVideoMayBeAnObjectThatSaysHowToLookAtIt() throws Exception {
        write(
                "{\"videos\": [\"x\", {\"path\": \"a.mp4\", \"frames\": 8, \"sample\": \"random\","
                        + " \"seed\": 7, \"max_pixels\": 200704}], \"question\": \"one\"}",
                "{\"video\": {\"path\": \"a.mp4\", \"max_frames\": 2, \"min_pixels\": 110000,"
                        + " \"total_pixels\": 1806336}, \"question\": \"two\"}",
                "{\"video\": {\"frames\": 8}, \"question\": \"three\"}",
                "{\"video\": {\"path\": \"a\", \"nframes\": 8}, \"question\": \"four\"}",
                "{\"video\": {\"path\": \"a\", \"frames\": 8.5}, \"question\": \"five\"}",
                "{\"video\": {\"path\": \"a\", \"sample\": \"often\"}, \"question\": \"six\"}",
                "{\"video\": {\"path\": \"a\", \"frames\": 1}, \"question\": \"seven\"}");
        List<Conversation> questions = new ArrayList<>();
        assertEquals(
                new BatchResult(7, 5, 0),
                run(
                        question -> {
                            questions.add(question);
                            return "yes";
                        }));
        Path file = input.getParent().resolve("a.mp4");
        assertEquals(
                new Video(
                        file,
                        new FrameSampling(8, 4, 64, Manner.RANDOM, 7),
                        new FrameLimits(0, 200_704, 0)),
                those(questions.get(0), Video.class).get(1));
        assertEquals(
                List.of(
                        new Video(
                                file,
                                new FrameSampling(0, 2, 2, Manner.UNIFORM),
                                new FrameLimits(110_000, 0, 1_806_336))),
                those(questions.get(1), Video.class));
        String[] told = {
            "names a video by {\"frames\":8}",
            "says 'nframes' of a video, of which path, frames,",
            "gives a video the 'frames' 8.5",
            "gives a video the 'sample' \"often\"",
            "Exactly 1 frames of a video"
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(2 + i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
    }

    @Test
    void soundsComeAfterTheWordsAndMayReplaceThem() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        Files.write(folder.resolve("questions/c.wav"), new byte[] {4});
        write(
                "{\"audio\": \"a.mp3\", \"question\": \"one\"}",
                "{\"audios\": [\"c.wav\", \"a.mp3\"]}",
                "{\"audio\": \"a.mp3\", \"question\": \"three\", \"video\": \"x\", \"image\":"
                        + " \"b.png\"}");
        List<List<Content>> contents = new ArrayList<>();
        run(
                question -> {
                    contents.add(question.content());
                    return "yes";
                });
        Sound mp3 = new Sound("a.mp3", new byte[] {3});
        Sound wav = new Sound("c.wav", new byte[] {4});
        assertEquals(
                List.of(
                        List.of(new Text("one"), mp3),
                        List.of(wav, mp3),
                        List.of(
                                new Picture("b.png", new byte[] {2}),
                                Video.of(input.resolveSibling("x")),
                                new Text("three"),
                                mp3)),
                contents);
    }

    @Test
    void aSoundMayBeAnObjectThatSaysWhichChannelIsHeard() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        write(
                "{\"audio\": {\"path\": \"a.mp3\", \"channel\": \"first\"}}",
                "{\"audios\": [{\"path\": \"a.mp3\", \"channel\": \"mix\"}, \"a.mp3\"]}",
                "{\"audio\": {\"channel\": \"first\"}}",
                "{\"audio\": {\"path\": \"a.mp3\", \"channels\": 1}}",
                "{\"audio\": {\"path\": \"a.mp3\", \"channel\": \"left\"}}");
        List<List<Content>> contents = new ArrayList<>();
        assertEquals(
                new BatchResult(5, 3, 0),
                run(
                        question -> {
                            contents.add(question.content());
                            return "yes";
                        }));
        Sound mixed = new Sound("a.mp3", new byte[] {3});
        assertEquals(
                List.of(List.of(mixed.withChannels(Channels.FIRST)), List.of(mixed, mixed)),
                contents);
        String[] told = {
            "names a sound by {\"channel\":\"first\"}",
            "says 'channels' of a sound, of which path, channel can be said",
            "gives a sound the 'channel' \"left\", which is neither \"mix\" nor \"first\""
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(2 + i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
    }

    @Test
    void soundsThatCannotBeAskedAboutAreErrorsOfTheirLines() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        write(
                "{\"audio\": \"none.mp3\", \"question\": \"what?\"}",
                "{\"audio\": \"a.mp3\", \"audios\": [\"a.mp3\"], \"question\": \"what?\"}",
                "{\"audios\": [], \"question\": \"what?\"}",
                "{\"audio\": 5}",
                "{\"audio\": \"a.mp3\", \"question\": null}");
        assertEquals(new BatchResult(5, 5, 0), run(this::echo));
        String[][] told = {
            {"unreadable-content", "none.mp3"},
            {"invalid-request", "both the fields 'audio' and 'audios'"},
            {"invalid-request", "names nothing in the field 'audios'"},
            {"invalid-request", "names a sound by 5"},
            {"invalid-request", "no text in the field 'question'"},
        };
        for (int i = 0; i < told.length; i++) {
            JsonNode error = results().get(i).get("error");
            assertEquals(told[i][0], error.get("code").asText());
            assertTrue(error.get("message").asText().contains(told[i][1]), error::toString);
        }
    }

    /** Unlike a model that is broken for all lines, see below. */
    @Test
    void modelThatCannotHearAnswersTheOtherLines() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        write(
                "{\"audio\": \"a.mp3\", \"question\": \"one\"}",
                "{\"image\": \"b.png\", \"question\": \"two\"}");
        BatchResult result =
                run(
                        question -> {
                            if (!those(question, Sound.class).isEmpty()) {
                                throw new BrokenModelException("It cannot hear.");
                            }
                            return echo(question);
                        });
        assertEquals(new BatchResult(2, 1, 0), result);
        assertEquals("broken-model", results().get(0).at("/error/code").asText());
        assertEquals("two [b.png]", results().get(1).get("answer").asText());
    }
}
