package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Scenes;
import io.mingle.trainer.data.Vocabulary;
import io.mingle.trainer.internal.drawing.DrawTask;
import io.mingle.trainer.internal.drawing.SegmentTask;
import io.mingle.trainer.internal.task.LookTask;
import io.mingle.trainer.picture.PictureTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Task> LOOK = List.of(new LookTask());

    @TempDir Path folder;

    /** A task that marks places by tokens of their own. */
    private record Placing(int count) {

        Task task() {
            return new PictureTask() {
                @Override
                public String name() {
                    return "place";
                }

                @Override
                public String description() {
                    return "places";
                }

                @Override
                protected PictureSource practice(Setup setup) {
                    return new Scenes();
                }

                @Override
                public List<String> tokens() {
                    return IntStream.range(0, count).mapToObj(i -> "<place" + i + ">").toList();
                }

                @Override
                public List<String> words() {
                    return List.of("the elephant");
                }
            };
        }
    }

    private static List<Task> withTokens(int count) {
        return List.of(new Placing(count).task());
    }

    private static int rows(NewModel model) {
        return model.config().section("llm_config").whole("vocab_size", 1, 10_000);
    }

    @Test
    void theVocabularyOfAnEarlierModelStaysAndGrowsAtItsEnd() throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        NewModel.of(LOOK).write(before);
        Vocabulary old = Vocabulary.read(before);

        NewModel grown = NewModel.from(before, withTokens(40));
        grown.write(after);

        Vocabulary now = Vocabulary.read(after);
        assertEquals(now.size() - 40, now.id("<place0>"));
        assertTrue(now.id("<place0>") > old.size(), "behind the parts of its words");
        old.added().forEach((token, id) -> assertEquals(id, now.id(token), token));
        assertTrue(rows(grown) >= now.size() && rows(grown) % 64 == 0, rows(grown) + " rows");
        ConfigSection decoder = ConfigSection.read(after.resolve("config.json"));
        assertEquals(rows(grown), decoder.section("llm_config").whole("vocab_size", 1, 10_000));
    }

    @Test
    void whatLiesInFoldersIsTakenAlongAndWeightsAndTheirShardsAreNot() throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        NewModel.of(LOOK).write(before);
        List<String> kept =
                List.of(
                        "talker/tokenizer.json",
                        "talker/s3_bpe/characters.txt",
                        "talker/voices/luna/model.safetensors");
        List<String> left =
                List.of("talker/model.safetensors", "talker/model.safetensors.index.json");
        for (String name : kept) {
            put(before.resolve(name));
        }
        for (String name : left) {
            put(before.resolve(name));
        }
        NewModel.from(before, LOOK).write(after);
        for (String name : kept) {
            assertEquals("{}", Files.readString(after.resolve(name)), name);
        }
        for (String name : left) {
            assertFalse(Files.exists(after.resolve(name)), name);
        }
    }

    private static void put(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
    }

    @Test
    void withoutNewTokensTheTokenizerIsTheSameToTheByte() throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        NewModel.of(LOOK).write(before);
        NewModel.from(before, LOOK).write(after);
        for (String file : List.of("tokenizer.json", "tokenizer_config.json", "config.json")) {
            assertArrayEquals(
                    Files.readAllBytes(before.resolve(file)),
                    Files.readAllBytes(after.resolve(file)),
                    file);
        }
    }

    private static void set(Path file, String section, String key, int value) throws Exception {
        ObjectNode all = (ObjectNode) JSON.readTree(file.toFile());
        (section == null ? all : (ObjectNode) all.get(section)).put(key, value);
        JSON.writeValue(file.toFile(), all);
    }

    @Test
    void theShapeAndThePreparationAreThoseOfTheEarlierModelAndSoAreRowsThatAreNotNeeded()
            throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        NewModel.of(LOOK).write(before);
        set(before.resolve("config.json"), "vision_config", "depth", 6);
        set(before.resolve("config.json"), "llm_config", "vocab_size", 5000);
        set(before.resolve("config.json"), "llm_config", "image_patch_token", 7);
        set(before.resolve("preprocessor_config.json"), null, "min_pixels", 12544);

        NewModel grown = NewModel.from(before, withTokens(40));
        grown.write(after);

        assertEquals(5000, rows(grown));
        ConfigSection config = grown.config();
        assertEquals(6, config.section("vision_config").whole("depth", 1, 100));
        assertEquals(7, config.section("llm_config").whole("image_patch_token", 0, 10_000));
        ConfigSection prepared = ConfigSection.read(after.resolve("preprocessor_config.json"));
        assertEquals(12544, prepared.whole("min_pixels", 1, 100_000));
    }

    @Test
    void aConfigurationThatIsMissingOrNoneIsNamed() throws Exception {
        Path config = folder.resolve("config.json");
        NewModel.of(LOOK).write(folder);
        for (String content : new String[] {"{}", "[]", "{\"llm_config\": 3}", "{", null}) {
            if (content == null) {
                Files.delete(config);
            } else {
                Files.writeString(config, content);
            }
            BrokenModelException error =
                    assertThrows(BrokenModelException.class, () -> NewModel.from(folder, LOOK));
            assertTrue(error.getMessage().startsWith(config + " was to be read"), "" + error);
        }
    }

    @Test
    void aNewModelHasTokensForTheWordsOfItsTasks() throws Exception {
        NewModel.of(withTokens(1)).write(folder);
        String file = Files.readString(folder.resolve("tokenizer.json"));
        assertTrue(file.contains("\u0120elephant"), "one token");
        assertTrue(Vocabulary.read(folder).added().containsKey("<place0>"));
    }

    @Test
    void configurationsInFoldersAreKeptAndMissingOnesAdded() throws Exception {
        List<Task> draw = List.of(new DrawTask());
        Path first = folder.resolve("first");
        NewModel.of(draw).write(first);
        Path own = first.resolve("transformer/config.json");
        ObjectNode transformer = (ObjectNode) JSON.readTree(own.toFile());
        transformer.putObject("mingle").put("refiner_layers", 0);
        JSON.writeValue(own.toFile(), transformer);
        Files.delete(first.resolve("scheduler/scheduler_config.json"));
        ObjectNode config = (ObjectNode) JSON.readTree(first.resolve("config.json").toFile());
        config.putArray("image_gen_resolutions").addArray().add(32).add(32);
        JSON.writeValue(first.resolve("config.json").toFile(), config);

        Path second = folder.resolve("second");
        NewModel model = NewModel.from(first, draw);
        model.write(second);
        ConfigSection joined = model.config();
        assertEquals(
                0,
                joined.section("transformer").section("mingle").whole("refiner_layers", 0, 9, 2));
        assertEquals(8, joined.section("vae").whole("latent_channels", 1, 64));
        assertEquals(
                3.0,
                ConfigSection.read(second.resolve("scheduler/scheduler_config.json"))
                        .number("shift", 0, 9));
        assertEquals(
                List.of(List.of(32, 32)),
                ConfigSection.read(second.resolve("config.json"))
                        .wholesOf("image_gen_resolutions", 2, 1, 4096));

        Path third = folder.resolve("third");
        NewModel.from(second, List.of(new SegmentTask())).write(third);
        ConfigSection marking = ConfigSection.read(third.resolve("config.json"));
        assertEquals("ff0000, 00ffff", marking.text("image_gen_marks", ""));
        assertEquals(32, marking.wholesOf("image_gen_resolutions", 2, 1, 4096).get(0).get(0));
    }
}
