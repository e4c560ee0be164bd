package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar as a user runs it, with its own bundles, engine and model. */
class MingleJarIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    /** Copies the pictures that come with nano to the folder. */
    private List<JsonNode> samples() throws IOException {
        Path carried = Path.of("../nano/src/main/resources/demo");
        List<JsonNode> samples = new ArrayList<>();
        try (MappingIterator<JsonNode> lines =
                JSON.readerFor(JsonNode.class)
                        .readValues(carried.resolve("answers.jsonl").toFile())) {
            lines.forEachRemaining(samples::add);
        }
        for (JsonNode sample : samples) {
            String image = sample.get("image").asText();
            if (!Files.exists(folder.resolve(image))) {
                Files.copy(carried.resolve(image), folder.resolve(image));
            }
        }
        return samples;
    }

    @BeforeEach
    void jarIsThere() {
        assertTrue(Files.isRegularFile(Path.of(System.getProperty("mingle.test.jar"))));
    }

    @Test
    void versionAndHelpNeedNoFramework() throws Exception {
        MingleProcess version = MingleProcess.run(folder, "--version");
        assertEquals(0, version.code(), version.err());
        assertTrue(version.out().startsWith("mingle 0."), version.out());
        assertEquals("", version.err());
    }

    /** As an init system or a container does, at any time. */
    @Test
    void aStartThatIsToldToEndEndsQuietly() throws Exception {
        samples();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path told = folder.resolve("told.txt");
        Process process =
                MingleProcess.java(
                                folder,
                                "-Djava.io.tmpdir=" + temporary,
                                "-jar",
                                System.getProperty("mingle.test.jar"),
                                "ask",
                                "Hello?")
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();
        try {
            while (process.isAlive() && !hasFiles(temporary)) {
                Thread.sleep(5);
            }
            process.destroy();
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue());
            List<String> lines = Files.readAllLines(told);
            lines.removeIf(it -> it.matches("mingle: (?:Interrupted while .*|.* … \\d+ s)"));
            assertEquals(List.of(), lines);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The framework makes its folder there when it starts. */
    private static boolean hasFiles(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(
                    it -> it.getFileName().toString().startsWith("mingle-framework-"));
        }
    }

    @Test
    void brokenModelFolderIsOneLineThatSaysWhatIsMissing() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        MingleProcess ask =
                MingleProcess.run(folder, "ask", "--model", folder.toString(), "Hello?");
        assertEquals(ErrorCode.BROKEN_MODEL.exitCode(), ask.code(), ask.err());
        assertEquals("", ask.out());
        assertEquals(1, ask.errors().size(), ask.err());
        assertTrue(ask.errors().get(0).contains(folder.toString()), ask.err());
        assertTrue(ask.errors().get(0).contains("tokenizer.json"), ask.err());
        assertFalse(ask.err().contains("\tat "), ask.err());
    }

    @Test
    void theEmbeddedModelIsWhole() throws Exception {
        samples();
        MingleProcess inspect = MingleProcess.run(folder, "inspect", "--json");
        assertEquals(0, inspect.code(), inspect.err());
        JsonNode object = JSON.readTree(inspect.out());
        assertTrue(object.get("complete").asBoolean(), inspect.out());
        List<String> networks = new ArrayList<>();
        object.get("submodels").forEach(it -> networks.add(it.get("name").asText()));
        assertTrue(
                networks.containsAll(List.of("decoder", "vision encoder", "vision projector")),
                inspect.out());
        assertEquals(0, object.at("/unused/count").asInt(), inspect.out());
    }

    @Test
    void everyPartIsComparedWithThePublishedImplementation() throws Exception {
        samples();
        MingleProcess parity = MingleProcess.run(folder, "bench", "parity", "--json");
        assertEquals(0, parity.code(), parity.err());
        JsonNode object = JSON.readTree(parity.out());
        Set<String> parts = new TreeSet<>();
        object.get("rows").forEach(row -> parts.add(row.get(0).asText()));
        assertEquals(Set.of("audio", "decoder", "gen", "speech", "vision"), parts);
        assertTrue(object.get("rows").size() > 100, parity.out());
        assertEquals(0, object.get("failures").size(), parity.out());
    }

    @Test
    void aFolderThatCannotBeInspectedIsOneLine() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        MingleProcess inspect = MingleProcess.run(folder, "inspect", "--model", folder.toString());
        assertEquals(ErrorCode.BROKEN_MODEL.exitCode(), inspect.code(), inspect.err());
        assertEquals("", inspect.out());
        assertEquals(1, inspect.errors().size(), inspect.err());
        assertTrue(inspect.errors().get(0).contains("lacks tokenizer.json"), inspect.err());
    }

    @Test
    void skillsAreActiveAndTakeMemory() throws Exception {
        samples();
        MingleProcess skills = MingleProcess.run(folder, "skills", "--json");
        assertEquals(0, skills.code(), skills.err());
        JsonNode object = JSON.readTree(skills.out());
        assertEquals("nano", object.at("/model/name").asText(), skills.out());
        boolean found = false;
        for (JsonNode skill : object.get("skills")) {
            assertEquals("active", skill.get("state").asText(), skills.out());
            found |= skill.get("skill").asText().equals("understanding");
        }
        assertTrue(found, skills.out());
        assertTrue(object.at("/memory/uses/0/bytes").asLong() > 0, skills.out());
    }

    @Test
    void sampleIsAnsweredAsJson() throws Exception {
        JsonNode sample = samples().get(0);
        MingleProcess ask =
                MingleProcess.run(
                        folder,
                        "ask",
                        "--json",
                        "--image",
                        sample.get("image").asText(),
                        sample.get("question").asText());
        assertEquals(0, ask.code(), ask.err());
        JsonNode object = JSON.readTree(ask.out());
        assertEquals(sample.get("expected"), object.get("answer"), ask.out());
        assertEquals("stop", object.get("finish_reason").asText(), ask.out());
        assertEquals("nano", object.get("model").asText());
        assertTrue(object.at("/timings_ms/encode").asDouble() > 0, ask.out());
        assertTrue(object.get("prompt_tokens").asInt() > 0, ask.out());
    }

    @Test
    void aModelWithoutEarsSaysThatItCannotHear() throws Exception {
        Path sound = Files.writeString(folder.resolve("a.wav"), "whatever");
        MingleProcess ask =
                MingleProcess.run(
                        folder, "ask", "--model", withoutEars(), "--audio", sound.toString());
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), ask.code(), ask.err());
        assertEquals("", ask.out());
        assertEquals(1, ask.errors().size(), ask.err());
        assertTrue(ask.errors().get(0).contains("has no audio encoder"), ask.err());
    }

    @Test
    void aModelWithoutEarsSaysThatItCannotHearBesideAPictureEither() throws Exception {
        String picture = samples().get(0).get("image").asText();
        Path sound = Files.writeString(folder.resolve("a.wav"), "whatever");
        MingleProcess ask =
                MingleProcess.run(
                        folder,
                        "ask",
                        "--model",
                        withoutEars(),
                        "--image",
                        picture,
                        "--audio",
                        sound.toString(),
                        "Is this what you see?");
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), ask.code(), ask.err());
        assertEquals(1, ask.errors().size(), ask.err());
        assertTrue(ask.errors().get(0).contains("has no audio encoder"), ask.err());
    }

    @Test
    void skillsAreCalledByTheirNames() throws Exception {
        JsonNode sample = samples().get(0);
        Path arguments = folder.resolve("arguments.json");
        Files.writeString(
                arguments,
                JSON.createObjectNode()
                        .put("question", sample.get("question").asText())
                        .set("pictures", JSON.createArrayNode().add(sample.get("image").asText()))
                        .toString());
        MingleProcess run =
                MingleProcess.run(folder, "run", "understanding", "--arguments", "@arguments.json");
        assertEquals(0, run.code(), run.err());
        JsonNode result = JSON.readTree(run.out());
        assertEquals(sample.get("expected"), result.get("text"), run.out());
        assertEquals("stop", result.get("finish_reason").asText(), run.out());

        MingleProcess list = MingleProcess.run(folder, "run", "--list");
        assertEquals(0, list.code(), list.err());
        assertTrue(list.out().contains("    picture phrase"), list.out());
        assertTrue(list.out().contains("    [question] [pictures] [videos]"), list.out());

        MingleProcess unknown = MingleProcess.run(folder, "run", "paint");
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), unknown.code(), unknown.err());
        assertTrue(
                unknown.err()
                        .contains("There are: act, boxes, depth, draw, edges, edit, grounding, "),
                unknown.err());
    }

    @Test
    void speechIsNotWrittenDownByAModelThatCannotHear() throws Exception {
        Path talk = Files.writeString(folder.resolve("talk.wav"), "whatever");
        MingleProcess run =
                MingleProcess.run(
                        folder,
                        "transcribe",
                        "--model",
                        withoutEars(),
                        talk.toString(),
                        "-o",
                        folder + "/talk.srt");
        assertEquals(ErrorCode.SKILL_UNAVAILABLE.exitCode(), run.code(), run.err());
        assertTrue(
                run.errors().get(0).contains("which cannot hear: it has no audio encoder"),
                run.err());
        assertFalse(Files.exists(folder.resolve("talk.srt")));
    }

    @Test
    void whatASkillCannotHearIsToldAtOnce() throws Exception {
        samples();
        Files.writeString(folder.resolve("a.wav"), "whatever");
        MingleProcess run =
                MingleProcess.run(
                        folder,
                        "run",
                        "understanding",
                        "--model",
                        withoutEars(),
                        "--arguments",
                        "{\"sounds\": [\"a.wav\"]}");
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), run.code(), run.err());
        assertTrue(run.err().contains("has no audio encoder"), run.err());
    }

    /**
     * Whoever answers knows only that nobody encodes pictures; the bundle that would has failed.
     */
    @Test
    void whyNobodySeesIsToldByWhoFailed() throws Exception {
        String picture = samples().get(0).get("image").asText();
        Path model = embeddedModelWithout("vision_config", "blind");
        MingleProcess ask =
                MingleProcess.run(
                        folder, "ask", "--model", model.toString(), "--image", picture, "What?");
        assertEquals(ErrorCode.BROKEN_MODEL.exitCode(), ask.code(), ask.err());
        assertTrue(ask.err().contains("has no vision_config"), ask.err());
    }

    private String withoutEars() throws Exception {
        return embeddedModelWithout("audio_config", "deaf").toString();
    }

    /** Copies what understands, without a section of its configuration. */
    private Path embeddedModelWithout(String section, String name) throws Exception {
        Path target = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(Path.of("../nano/src/main/resources/nano"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        File config = target.resolve("config.json").toFile();
        ObjectNode sections = (ObjectNode) JSON.readTree(config);
        sections.remove(section);
        JSON.writeValue(config, sections);
        return target;
    }

    @Test
    void aChatAnswersLineByLineAndSurvivesErrors() throws Exception {
        JsonNode sample = samples().get(0);
        Path said = folder.resolve("said.txt");
        Files.write(
                said,
                List.of(
                        "/image " + sample.get("image").asText(),
                        sample.get("question").asText(),
                        "/image missing.png",
                        "What is it?",
                        "/reset",
                        "What is this?",
                        "/exit",
                        "never said"));
        MingleProcess chat =
                MingleProcess.run(
                        folder,
                        MingleProcess.prepare(folder, "chat", "--max-tokens", "20")
                                .redirectInput(said.toFile()));
        assertEquals(1, chat.code(), chat.err());
        assertTrue(chat.err().contains("missing.png"), chat.err());
        assertTrue(chat.err().contains("This message was not answered"), chat.err());
        assertEquals(2, chat.out().lines().count(), chat.out());
        assertTrue(
                chat.out().startsWith(sample.get("expected").asText() + System.lineSeparator()),
                chat.out());
    }

    @Test
    void demoShowsTheMainJob() throws Exception {
        Path page = folder.resolve("page.html");
        // What draws, hears and speaks takes its time, with a model that can.
        MingleProcess demo =
                MingleProcess.run(
                        folder,
                        "demo",
                        "nano",
                        "grounding",
                        "read-document",
                        "watch-video",
                        "--page",
                        page.toString());
        assertEquals(0, demo.code(), demo.err());
        // Two of vision, one of documents, two of videos.
        long others = 5;
        long count = samples().size() + others;
        // What was answered by a program then is answered directly here.
        long known =
                samples().stream()
                        .filter(it -> !it.has("program"))
                        .filter(
                                it ->
                                        it.path("right").asBoolean()
                                                || it.path("relaxed").asBoolean())
                        .count();
        long right = demo.out().lines().filter(line -> line.startsWith("right ")).count();
        assertTrue(demo.out().contains(right + " of " + count + " answers"), demo.out());
        assertTrue(right >= known + others - 1, "as when it was evaluated: " + demo.out());
        assertTrue(demo.out().contains(page.toString()), demo.out());
        assertTrue(Files.readString(page).contains("src=\"data:image/png;base64,"));
        assertTrue(demo.out().contains("On all 200 of each, nano is right in: "), demo.out());
    }

    @Test
    void batchKeepsTheOrderSurvivesBadLinesAndGoesOn() throws Exception {
        List<JsonNode> samples = samples();
        List<String> lines = new ArrayList<>();
        for (JsonNode sample : samples) {
            lines.add(sample.toString());
        }
        Files.writeString(folder.resolve("text.png"), "This is no picture.");
        Files.write(folder.resolve("vast.png"), vastPng());
        lines.add("{\"image\": \"text.png\", \"question\": \"Read the text.\", \"id\": 1}");
        lines.add("{\"image\": \"vast.png\", \"question\": \"Read the text.\", \"id\": 2}");
        lines.add("{\"image\": \"missing.png\", \"question\": \"Read the text.\", \"id\": 3}");
        lines.add("no json");
        Files.write(folder.resolve("in.jsonl"), lines);

        MingleProcess batch = MingleProcess.run(folder, "batch", "in.jsonl", "out.jsonl");
        assertEquals(0, batch.code(), batch.err());
        String whole = Files.readString(folder.resolve("out.jsonl"));
        List<String> results = whole.lines().toList();
        assertEquals(lines.size(), results.size());
        int n = samples.size();
        for (int i = 0; i < n; i++) {
            JsonNode result = JSON.readTree(results.get(i));
            assertEquals(samples.get(i).get("image"), result.get("image"));
            assertTrue(result.has("answer"), results.get(i));
        }
        assertEquals("unreadable-content", code(results.get(n)), results.get(n));
        assertEquals("content-too-large", code(results.get(n + 1)), results.get(n + 1));
        assertEquals("unreadable-content", code(results.get(n + 2)), results.get(n + 2));
        assertEquals("invalid-request", code(results.get(n + 3)), results.get(n + 3));

        // As if the process had died in the middle of the last line but two.
        int cut = whole.indexOf(results.get(n + 1)) + 20;
        Files.writeString(folder.resolve("out.jsonl"), whole.substring(0, cut));
        MingleProcess again = MingleProcess.run(folder, "batch", "in.jsonl", "out.jsonl");
        assertEquals(0, again.code(), again.err());
        assertTrue(again.err().contains((n + 1) + " of " + lines.size()), again.err());
        assertEquals(whole, Files.readString(folder.resolve("out.jsonl")));
    }

    private static String code(String line) throws IOException {
        return JSON.readTree(line).at("/error/code").asText();
    }

    /** Returns a PNG of some dozen bytes that says it has 60,000 times 60,000 pixels. */
    private static byte[] vastPng() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(60_000);
        fields.writeInt(60_000);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        out.writeInt(data.length);
        out.write(type);
        out.write(data);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        out.writeInt((int) crc.getValue());
    }
}
