package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.spark.BatchJob;
import io.mingle.spark.DocumentedJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs in this JVM; only the host is a fake one. */
@Timeout(600)
@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "That of Spark's Hadoop ends there.")
class BatchRunTest {

    private static final Map<String, String> SPARK =
            Map.of(
                    "spark.master", "local[2]",
                    "spark.app.name", "test",
                    "spark.ui.enabled", "false",
                    "spark.driver.host", "localhost",
                    "spark.driver.bindAddress", "127.0.0.1");

    @TempDir Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void submit() throws IOException {
        SPARK.forEach(System::setProperty);
        System.setProperty("spark.local.dir", folder.resolve("spark").toString());
        System.setProperty("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
        Files.writeString(folder.resolve("mingle.jar"), "stands for it");
    }

    @AfterEach
    void forget() {
        SPARK.keySet().forEach(System::clearProperty);
        System.clearProperty("spark.local.dir");
        System.clearProperty("spark.sql.warehouse.dir");
    }

    @Test
    void everyLineGetsItsLineWithItsNumber() throws Exception {
        Path in = folder.resolve("in.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 60; i++) {
            lines.append(i % 10 == 0 ? "\n" : "{\"id\":%s,\"answer\":\"old\"}\n".formatted(i));
        }
        Files.writeString(in, lines);
        try (FakeHost host = FakeHost.use(line -> "\"answer\":\"number %s\"".formatted(line[0]))) {
            assertEquals(0, run(in, "out", "--splits", "5", "--options", "{\"max_tokens\":3}"));
            assertEquals("{\"max_tokens\":3}", host.settings().get("options"));
            assertEquals(folder.toString(), host.settings().get("folder"));
            assertEquals("2", host.settings().get("property.mingle.engine.threads"));
            assertTrue(host.isLeft());
        }
        List<String> out = output("out");
        assertEquals(54, out.size());
        for (int i = 1; i <= 60; i++) {
            String line =
                    "{\"id\":%1$s,\"answer\":\"old\",\"answer\":\"number %1$s\",\"answer_seconds\":1.500}"
                            .formatted(i);
            assertEquals(i % 10 != 0, out.contains(line), line);
        }
        assertTrue(told().contains("54 lines in"), told());
        assertTrue(told().contains("54 answered, 0 with an error; 5 splits"), told());
        assertFalse(Files.exists(folder.resolve("out.begun")));
    }

    @Test
    void parquetKeepsColumnsAndShowsBytes() throws Exception {
        Path in = folder.resolve("in.parquet");
        Path out = folder.resolve("out.parquet");
        byte[] bytes = {1, 2, 3};
        StructType schema =
                new StructType()
                        .add("id", DataTypes.LongType)
                        .add("image", DataTypes.BinaryType)
                        .add("question", DataTypes.StringType)
                        .add("answer", DataTypes.StringType);
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            session.createDataFrame(
                            List.of(
                                    RowFactory.create(1L, bytes, "What is it?", "old"),
                                    RowFactory.create(2L, null, "And \"now\"?", null)),
                            schema)
                    .write()
                    .parquet(in.toString());
        }
        List<byte[]> shown = new ArrayList<>();
        try (FakeHost host =
                FakeHost.use(
                        line -> {
                            Map<?, ?> media = (Map<?, ?>) line[2];
                            if (media.isEmpty()) {
                                return "\"error\":{\"code\":\"c\",\"message\":\"no picture\"}";
                            }
                            shown.add((byte[]) media.get("image"));
                            return "\"result\":{\"a\":[1]},\"warnings\":[\"w\"]";
                        })) {
            assertEquals(0, run(in, "out.parquet"));
            assertTrue(host.isLeft());
        }
        assertArrayEquals(bytes, shown.get(0));
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            Dataset<Row> answers = session.read().parquet(out.toString()).orderBy("id");
            assertEquals(
                    List.of(
                            "id",
                            "question",
                            "answer",
                            "result",
                            "error",
                            "warnings",
                            "answer_seconds"),
                    List.of(answers.columns()));
            Row first = answers.collectAsList().get(0);
            assertEquals("{\"a\":[1]}", first.getAs("result"));
            assertNull(first.getAs("answer"));
            assertEquals(List.of("w"), first.getList(first.fieldIndex("warnings")));
            assertEquals(1.5, first.<Double>getAs("answer_seconds"));
            Row second = answers.collectAsList().get(1);
            assertEquals("And \"now\"?", second.getAs("question"));
            assertEquals("no picture", second.<Row>getAs("error").getAs("message"));
        }
    }

    @Test
    void rowsOfParquetKeepTheirNumbersWhereverTheyAreSent() throws Exception {
        Path in = folder.resolve("in.parquet");
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            session.range(1, 21).coalesce(1).write().parquet(in.toString());
        }
        try (FakeHost host = FakeHost.use(line -> "\"answer\":\"%s\"".formatted(line[0]))) {
            assertEquals(0, run(in, "out", "--from", "parquet", "--splits", "4"));
            assertTrue(host.isLeft());
        }
        List<String> out = output("out");
        assertEquals(20, out.size());
        assertEquals(4, parts("out").size());
        for (int i = 1; i <= 20; i++) {
            String line = "{\"id\":%1$s,\"answer\":\"%1$s\",".formatted(i);
            assertTrue(out.stream().anyMatch(it -> it.startsWith(line)), out::toString);
        }
    }

    /** By their bytes alone they would be thirty. */
    @Test
    void rowsWithLargePicturesAreCutByTheirNumber() throws Exception {
        Path in = folder.resolve("in.parquet");
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] picture = new byte[200_000];
            random.nextBytes(picture);
            rows.add(RowFactory.create("?", picture));
        }
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            StructType type =
                    new StructType()
                            .add("question", DataTypes.StringType)
                            .add("image", DataTypes.BinaryType);
            session.createDataFrame(rows, type).coalesce(1).write().parquet(in.toString());
        }
        try (FakeHost host = FakeHost.use(line -> "\"answer\":\"yes\"")) {
            assertEquals(0, run(in, "out"));
            assertTrue(host.isLeft());
        }
        assertTrue(told().contains("20 answered, 0 with an error; 4 splits"), told());
    }

    @Test
    void whatSkillsHaveMadeMayBeLong() throws Exception {
        String made = "x".repeat(20_000_001);
        try (SparkSession session = SparkSession.builder().getOrCreate();
                FakeHost host = FakeHost.use(line -> "\"result\":\"%s\"".formatted(made))) {
            Dataset<Row> answers =
                    BatchJob.answers(session.sql("select 'q' as question"), Map.of());
            assertEquals(made.length(), answers.first().<String>getAs("result").length());
            assertTrue(host.isLeft());
        }
    }

    @Test
    void linesOfTextThatAreNoneAreNotAsked() throws Exception {
        try (SparkSession session = SparkSession.builder().getOrCreate();
                FakeHost host = FakeHost.use(line -> "\"answer\":\"yes\"")) {
            Dataset<Row> questions = session.sql("select explode(array(null, '{}')) as value");
            assertEquals(1, BatchJob.answers(questions, Map.of()).count());
            assertTrue(host.isLeft());
        }
    }

    @Test
    void aJournalIsNamedAsAllHostsSeeIt() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{}\n");
        assertEquals(JobFailure.INVALID, run(in, "out", "--journal", "here"));
        assertTrue(lastLine().startsWith("mingle: '--journal here' is no absolute path."), told());
    }

    @Test
    void programsGetATableOfAnswers() throws Exception {
        try (SparkSession session = SparkSession.builder().getOrCreate();
                FakeHost host = FakeHost.use(line -> "\"answer\":\"yes\"")) {
            Dataset<Row> questions = session.sql("select 'q' as `the question`, 7 as id");
            Dataset<Row> answers =
                    BatchJob.answers(questions, Map.of("model", "/m", "property.a.b", "c"));
            Row answer = answers.collectAsList().get(0);
            assertEquals("q", answer.getAs("the question"));
            assertEquals("yes", answer.getAs("answer"));
            assertEquals("/m", host.settings().get("model"));
            assertEquals("c", host.settings().get("property.a.b"));
        }
    }

    @Test
    void picturesOfAFolderAreShownAsThePageSays() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(pictures.resolve("a.png"), new byte[] {7});
        Path out = folder.resolve("texts.parquet");
        try (SparkSession session = SparkSession.builder().getOrCreate();
                FakeHost host =
                        FakeHost.use(
                                line -> {
                                    byte[] shown = (byte[]) ((Map<?, ?>) line[2]).get("image");
                                    return "\"answer\":\"%s, %s\"".formatted(shown[0], line[0]);
                                })) {
            DocumentedJob.read(session, pictures.toString(), "mingle.jar", out.toString());
            Row text = session.read().parquet(out.toString()).first();
            assertTrue(text.<String>getAs("path").endsWith("a.png"));
            assertEquals("7, 1", text.getAs("answer"));
            assertTrue(host.isLeft());
        }
    }

    @Test
    void whatConcernsAllLinesIsOneSentenceAndLeavesNoOutput() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{}\n");
        try (FakeHost host =
                FakeHost.use(
                        line -> {
                            throw new IllegalStateException("The model '/m' is not here. [c]");
                        })) {
            assertEquals(1, run(in, "out"));
            assertTrue(host.isLeft());
        }
        String sentence = "mingle: The model '/m' is not here. [c] (executor driver on ";
        assertTrue(lastLine().startsWith(sentence), told());
        assertFalse(Files.exists(folder.resolve("out")));
        assertFalse(Files.exists(folder.resolve("out.begun")));
    }

    @Test
    void anOutputThatExistsIsRefusedBeforeAnythingStarts() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{}\n");
        Path out = Files.createDirectory(folder.resolve("out"));
        assertEquals(JobFailure.INVALID, run(in, "out"));
        assertEquals(
                "mingle: The output folder '%s' exists already. Name another, or remove it first: a batch on Spark begins anew."
                        .formatted(out),
                lastLine());
        assertEquals(1, told().lines().count());
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertEquals(JobFailure.INVALID, run(folder.resolve("none.jsonl"), "out"));
        assertTrue(lastLine().contains("none.jsonl' does not exist. Name a file"), told());
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{}\n");
        Files.delete(folder.resolve("mingle.jar"));
        assertEquals(JobFailure.INVALID, run(in, "out"));
        assertTrue(lastLine().startsWith("mingle: There is no file '"), told());
        assertTrue(lastLine().contains("Name mingle.jar with --mingle"), told());
    }

    @Test
    void bytesUnderAnotherNameAreRefused() throws Exception {
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            Dataset<Row> questions = session.sql("select cast('q' as binary) as content");
            Exception refused =
                    assertThrows(JobFailure.class, () -> BatchJob.answers(questions, Map.of()));
            assertEquals(
                    "The column 'content' has bytes, and only those of an image, a video or an"
                            + " audio can be shown. Give it one of these names, or leave it out.",
                    refused.getMessage());
        }
    }

    private int run(Path in, String out, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--mingle", folder.resolve("mingle.jar").toString()));
        arguments.addAll(List.of(in.toString(), folder.resolve(out).toString()));
        return BatchRun.of(
                arguments.toArray(String[]::new),
                new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private String lastLine() {
        return told().lines().reduce((first, last) -> last).orElse("");
    }

    private List<String> output(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : parts(name)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private List<Path> parts(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(it -> it.getFileName().toString().startsWith("part-")).toList();
        }
    }
}
