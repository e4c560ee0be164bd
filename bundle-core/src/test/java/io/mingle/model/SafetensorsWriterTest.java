package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

    private static final List<TensorSpec> SPECS =
            List.of(
                    new TensorSpec("bytes", StoredType.U8, 3),
                    new TensorSpec("half", StoredType.BF16, 2, 2),
                    new TensorSpec("scalar", StoredType.F64),
                    new TensorSpec("none", StoredType.F32, 0),
                    new TensorSpec("名前 \"quoted\" 🙂", StoredType.F32, 1));

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path target = folder.resolve("model.safetensors");
        write(target, SPECS, Map.of("format", "pt", "step", "7"));

        SafetensorsHeader header = SafetensorsHeader.read(target);
        assertEquals(Map.of("format", "pt", "step", "7"), header.metadata());
        assertEquals(0, header.dataOffset() % 8);
        byte[] file = Files.readAllBytes(target);
        for (TensorSpec spec : SPECS) {
            TensorEntry entry = header.tensors().get(spec.name());
            assertEquals(spec.type(), entry.type());
            assertArrayEquals(spec.shape(), entry.shape());
            int from = (int) entry.offset();
            assertArrayEquals(
                    content(spec), Arrays.copyOfRange(file, from, from + (int) entry.bytes()));
        }
    }

    @Test
    void theOrderOfTheCallerDoesNotChangeTheFile() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        List<TensorSpec> turned = new ArrayList<>(SPECS);
        Collections.reverse(turned);
        write(one, SPECS, Map.of());
        write(two, turned, Map.of());
        assertEquals(-1, Files.mismatch(one, two));
    }

    @Test
    void anAbandonedFileLeavesNothingBehind() throws IOException {
        Path target = folder.resolve("model.safetensors");
        Files.writeString(target, "old");
        try (SafetensorsWriter writer = new SafetensorsWriter(target, SPECS, Map.of())) {
            writer.write("bytes", ByteBuffer.wrap(new byte[3]));
        }
        assertEquals("old", Files.readString(target));
        assertEquals(1, count());
    }

    @Test
    void theTargetChangesOnlyAtTheEnd() throws IOException {
        Path target = folder.resolve("model.safetensors");
        Files.writeString(target, "old");
        try (SafetensorsWriter writer = new SafetensorsWriter(target, SPECS, Map.of())) {
            for (TensorSpec spec : SPECS) {
                writer.write(spec.name(), ByteBuffer.wrap(content(spec)));
            }
            assertEquals("old", Files.readString(target));
            writer.commit();
        }
        assertEquals(5, SafetensorsHeader.read(target).tensors().size());
        assertEquals(1, count());
    }

    @Test
    void refusesToFinishAnIncompleteFile() throws IOException {
        Path target = folder.resolve("model.safetensors");
        try (SafetensorsWriter writer =
                new SafetensorsWriter(target, SPECS.subList(0, 1), Map.of())) {
            writer.write("bytes", ByteBuffer.wrap(new byte[2]));
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, writer::commit);
            assertTrue(error.getMessage().contains("\"bytes\" has 2 of 3 bytes"));
        }
        assertEquals(0, count());
    }

    @Test
    void refusesTooManyBytesAndUnknownNames() throws IOException {
        try (SafetensorsWriter writer =
                new SafetensorsWriter(folder.resolve("m"), SPECS, Map.of())) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> writer.write("bytes", ByteBuffer.allocate(4)));
            assertThrows(
                    InvalidRequestException.class,
                    () -> writer.write("other", ByteBuffer.allocate(1)));
        }
    }

    @Test
    void refusesNamesThatStandTwiceOrAreReserved() {
        TensorSpec spec = new TensorSpec("a", StoredType.U8, 1);
        TensorSpec reserved = new TensorSpec("__metadata__", StoredType.U8, 1);
        for (List<TensorSpec> specs : List.of(List.of(spec, spec), List.of(reserved))) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> new SafetensorsWriter(folder.resolve("m"), specs, Map.of()));
        }
    }

    @Test
    void refusesImpossibleShapes() {
        assertThrows(InvalidRequestException.class, () -> new TensorSpec("a", StoredType.U8, -1));
        assertThrows(
                InvalidRequestException.class,
                () -> new TensorSpec("a", StoredType.F32, 1L << 40, 1L << 40));
    }

    private static void write(Path target, List<TensorSpec> specs, Map<String, String> metadata)
            throws IOException {
        try (SafetensorsWriter writer = new SafetensorsWriter(target, specs, metadata)) {
            for (TensorSpec spec : specs) {
                byte[] content = content(spec);
                int half = content.length / 2;
                writer.write(spec.name(), ByteBuffer.wrap(content, 0, half));
                writer.write(spec.name(), ByteBuffer.wrap(content, half, content.length - half));
            }
            writer.commit();
        }
    }

    private static byte[] content(TensorSpec spec) {
        byte[] bytes = new byte[(int) spec.bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (spec.name().hashCode() + i);
        }
        return bytes;
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
