package io.mingle.onnx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphPort;
import io.mingle.api.graph.GraphTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no graphs, or none that may be run: a sentence each, and the JVM lives. */
@Timeout(240)
class HostileGraphTest {

    private static final int MUTATIONS = 400;

    @TempDir Path folder;

    private String refusal(Path file) {
        String message =
                assertThrows(BrokenModelException.class, () -> Graphs.RUNTIME.open(file).close())
                        .getMessage();
        assertTrue(message.startsWith("The graph " + file + " cannot be run: "), message);
        return message;
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("graph.onnx"), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "values-elsewhere, it keeps values in another file",
        "values-elsewhere-in-a-loop, it keeps values in another file",
        "operator-from-elsewhere, it has operators of 'org.example'",
        "own-function, it has operators of 'org.example'"
    })
    void whatReachesBeyondItsFileIsRefused(String name, String why) {
        String message = refusal(Graphs.file(name));
        assertTrue(message.contains(why), message);
        BrokenModelException looked =
                assertThrows(
                        BrokenModelException.class, () -> Graphs.RUNTIME.check(Graphs.file(name)));
        assertEquals(message, looked.getMessage());
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertTrue(refusal(folder.resolve("none.onnx")).contains("there is no such file"));
        assertTrue(refusal(folder).contains("there is no such file"));
        assertTrue(refusal(written(new byte[0])).contains("it has 0 bytes"));
    }

    @Test
    void aFileLargerThanAnyMessageIsRefusedUnread() throws IOException {
        Path file = folder.resolve("sparse.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertTrue(refusal(file).contains("it has 3221225472 bytes"));
    }

    @Test
    void namesThatATerminalWouldObeyAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(Graphs.file("affine"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] other = text.replace("length", "\u001b[2J..").getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(refusal(written(other)).contains("have no names"));
    }

    @Test
    void textIsNoGraph() throws IOException {
        refusal(written("<html>Not found</html>".getBytes(StandardCharsets.UTF_8)));
        refusal(
                written(
                        "version https://git-lfs.github.com/spec/v1\n"
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Where a graph ends between two fields it is a graph with less in it, and may be whole. */
    @ParameterizedTest
    @ValueSource(strings = {"affine", "endless"})
    void aGraphThatIsCutOffAnywhereIsRefusedOrWhole(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Graphs.file(name));
        int opened = 0;
        for (int length = 1; length < whole.length; length++) {
            opened += opens(written(Arrays.copyOf(whole, length))) ? 1 : 0;
        }
        assertTrue(opened < 4, opened + " parts were taken for wholes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"affine", "endless"})
    void bytesThatAreChangedAnywhereEndInASentenceAtTheWorst(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Graphs.file(name));
        SplittableRandom random = new SplittableRandom(17);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            refused += opens(written(changed)) ? 0 : 1;
        }
        assertTrue(refused > MUTATIONS / 10, refused + " of " + MUTATIONS + " were refused");
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = new byte[random.nextInt(1, 300)];
            random.nextBytes(bytes);
            refusal(written(bytes));
        }
    }

    @Test
    void graphsWithinGraphsEndSomewhere() throws IOException {
        byte[] message = {};
        for (int i = 0; i < 2000; i++) {
            // An attribute's graph (6) with a node (1) with an attribute (5).
            message = field(1, field(5, field(6, message)));
        }
        assertTrue(refusal(written(field(7, message))).contains("too deep in one another"));
    }

    @Test
    void ofATextThatIsAsLongAsItsFileTheBeginningIsRead() throws IOException {
        byte[] text = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        WireReader reader = new WireReader(ByteBuffer.wrap(field(7, text)));
        assertTrue(reader.next());
        assertEquals(200, reader.text().length());
        assertFalse(reader.next());
    }

    /** Of a domain that is known, so that it takes the place of an operator. */
    @Test
    void functionsAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Graphs.file("affine"));
        byte[] with = Arrays.copyOf(whole, whole.length + 3);
        // Field 25 of the model, empty.
        with[whole.length] = (byte) (25 << 3 & 0x7f | WireReader.BYTES | 0x80);
        with[whole.length + 1] = 1;
        assertTrue(refusal(written(with)).contains("it defines functions of its own"));
    }

    @Test
    void moreOperatorsThanAnyNetworkHasAreRefused() throws IOException {
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        for (int i = 0; i < 20_001; i++) {
            nodes.write(field(1, new byte[0]));
        }
        String message = refusal(written(field(7, nodes.toByteArray())));
        assertTrue(message.contains("it has more than 20000 operators"), message);
    }

    /** Each would be a message in memory, and none of them is an operator. */
    @Test
    void morePartsThanAnyNetworkHasAreRefused() throws IOException {
        byte[] inputs = new byte[4_000_002];
        for (int i = 0; i < inputs.length; i += 2) {
            inputs[i] = 11 << 3 | WireReader.BYTES;
        }
        String message = refusal(written(field(7, inputs)));
        assertTrue(message.contains("it has more than 2000000 parts"), message);
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | WireReader.BYTES);
        int length = content.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.write(content);
        return out.toByteArray();
    }

    private boolean opens(Path file) {
        try (Graph graph = Graphs.RUNTIME.open(file)) {
            List<GraphTensor> inputs = new ArrayList<>();
            graph.inputs().forEach(it -> inputs.add(ones(it)));
            if (!loops(file)) {
                graph.run(inputs);
            }
            return true;
        } catch (BrokenModelException | InvalidRequestException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return false;
        }
    }

    /** Whatever is changed in a loop, it may not end. */
    private static boolean loops(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("Loop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that a graph might take, of few values. */
    private static GraphTensor ones(GraphPort port) {
        long[] shape = port.shape().stream().mapToLong(it -> it < 0 ? 2 : it % 16).toArray();
        int count = (int) LongStream.of(shape).reduce(1, (a, b) -> Math.min(1 << 16, a * b));
        if (count == 1 << 16) {
            return GraphTensor.Floats.of(new float[0], 0);
        }
        return switch (port.type()) {
            case "INT32" -> GraphTensor.Ints.of(new int[count], shape);
            case "INT64" ->
                    new GraphTensor.Longs(LongStream.of(shape).boxed().toList(), new long[count]);
            default -> GraphTensor.Floats.of(new float[count], shape);
        };
    }
}
