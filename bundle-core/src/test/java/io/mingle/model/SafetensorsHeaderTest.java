package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsHeaderTest {

    @TempDir private Path folder;

    @Test
    void tellsWhereEachTensorLies() throws IOException {
        String json =
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2,3],\"data_offsets\":[8,20]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        String padded = json + " ".repeat(8 - json.length() % 8);
        SafetensorsHeader header = read(padded, 20);

        assertEquals(List.of("a", "b"), new ArrayList<>(header.tensors().keySet()));
        assertEquals(Map.of("format", "pt"), header.metadata());
        assertEquals(8 + padded.length(), header.dataOffset());
        TensorEntry b = header.tensors().get("b");
        assertEquals(StoredType.BF16, b.type());
        assertArrayEquals(new long[] {2, 3}, b.shape());
        assertEquals(8 + padded.length() + 8, b.offset());
        assertEquals(12, b.bytes());
        assertEquals(6, b.elements());
        assertEquals(folder.resolve("x.safetensors"), b.file());
    }

    @ParameterizedTest
    @EnumSource(StoredType.class)
    void knowsEveryTypeOfTheFormat(StoredType type) throws IOException {
        int bytes = 3 * type.bytes();
        String json = padded(tensor(type.name(), "[3]", "[0," + bytes + "]"));
        assertEquals(type, read(json, bytes).tensors().get("t").type());
    }

    @Test
    void acceptsScalarsAndEmptyTensors() throws IOException {
        String json =
                padded(
                        "{\"e\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[0,0]},"
                                + "\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}");
        SafetensorsHeader header = read(json, 4);
        assertEquals(1, header.tensors().get("s").elements());
        assertEquals(0, header.tensors().get("e").elements());
    }

    @Test
    void acceptsAFileWithoutTensors() throws IOException {
        assertTrue(read("{}", 0).tensors().isEmpty());
    }

    @Test
    void anInterruptedReadingIsCancelledAndTheThreadStaysInterrupted() throws IOException {
        Path file = RawSafetensors.write(file(), "{}", 0);
        Thread.currentThread().interrupt();
        CancelledException error =
                assertThrows(CancelledException.class, () -> SafetensorsHeader.read(file));
        assertTrue(Thread.interrupted());
        assertEquals("The reading of " + file + " was interrupted.", error.getMessage());
    }

    static Stream<Arguments> damagedHeaders() {
        String good = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]";
        return Stream.of(
                damaged("not JSON", "hello", 0, "not valid JSON"),
                damaged("empty", "", 0, "should be a JSON object, but is empty"),
                damaged("a list", "[]", 0, "should be a JSON object, but is a list"),
                damaged("cut JSON", "{\"t\":{", 0, "not valid JSON"),
                damaged("text after", "{} {}", 0, "text follows"),
                damaged("null tensor", "{\"t\":null}", 0, "tensor \"t\" should be described"),
                damaged(
                        "duplicate name",
                        "{\"t\":{" + good + "},\"t\":{" + good + "}}",
                        4,
                        "\"t\" is declared twice"),
                damaged(
                        "duplicate key",
                        "{\"t\":{" + good + ",\"shape\":[1]}}",
                        4,
                        "has \"shape\" twice"),
                damaged(
                        "metadata of numbers",
                        "{\"__metadata__\":{\"a\":1}}",
                        0,
                        "__metadata__.a should be a text, but is 1"),
                damaged("metadata as list", "{\"__metadata__\":[]}", 0, "should be a JSON object"),
                damaged(
                        "no dtype",
                        "{\"t\":{\"shape\":[1],\"data_offsets\":[0,4]}}",
                        4,
                        "has no dtype"),
                damaged(
                        "no shape",
                        "{\"t\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
                        4,
                        "has no shape"),
                damaged(
                        "no offsets",
                        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                        4,
                        "has no data_offsets"),
                damaged("unknown dtype", tensor("F31", "[1]", "[0,4]"), 4, "unknown dtype \"F31\""),
                damaged("small letters", tensor("f32", "[1]", "[0,4]"), 4, "unknown dtype \"f32\""),
                damaged("negative dim", tensor("F32", "[-1]", "[0,4]"), 4, "has -1 in shape"),
                damaged("two negatives", tensor("F32", "[-1,-1]", "[0,4]"), 4, "has -1 in shape"),
                damaged("fraction", tensor("F32", "[1.5]", "[0,4]"), 4, "has 1.5 in shape"),
                damaged("exponent", tensor("F32", "[1e3]", "[0,4]"), 4, "has 1e3 in shape"),
                damaged("text as dim", tensor("F32", "[\"1\"]", "[0,4]"), 4, "in shape"),
                damaged("nested shape", tensor("F32", "[[1]]", "[0,4]"), 4, "in shape"),
                damaged(
                        "huge dim",
                        tensor("F32", "[99999999999999999999]", "[0,4]"),
                        4,
                        "in shape, expected whole numbers"),
                damaged(
                        "overflowing shape",
                        tensor("F32", "[4294967296,4294967296]", "[0,0]"),
                        0,
                        "too large"),
                damaged(
                        "overflow to the right length",
                        tensor("U8", "[4294967296,4294967296,16]", "[0,0]"),
                        0,
                        "too large"),
                damaged(
                        "rank 17",
                        tensor("U8", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[0,1]"),
                        1,
                        "more than 16 numbers in shape"),
                damaged(
                        "shape and length differ",
                        tensor("BF16", "[2,3]", "[0,10]"),
                        10,
                        "has shape [2, 3] of BF16, which needs 12 bytes, but its data_offsets"
                                + " [0, 10] hold 10"),
                damaged("one offset", tensor("F32", "[1]", "[0]"), 4, "expected [begin, end]"),
                damaged("three offsets", tensor("F32", "[1]", "[0,4,8]"), 4, "more than 2 numbers"),
                damaged(
                        "turned offsets",
                        tensor("F32", "[1]", "[4,0]"),
                        4,
                        "expected [begin, end]"),
                damaged("negative offset", tensor("F32", "[1]", "[-4,0]"), 4, "has -4"),
                damaged(
                        "beyond the file",
                        tensor("F32", "[2]", "[0,8]"),
                        4,
                        "cut off: its tensors end at byte 8 of the data, but the file holds only"
                                + " 4"),
                damaged(
                        "beyond any file",
                        tensor("U8", "[9223372036854775807]", "[0,9223372036854775807]"),
                        4,
                        "its tensors end at byte 9223372036854775807"),
                damaged("gap in front", tensor("F32", "[1]", "[4,8]"), 8, "expected 0"),
                damaged("bytes left", tensor("F32", "[1]", "[0,4]"), 8, "end after 4 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedHeaders")
    void refusesDamagedHeaders(String what, String json, int data, String expected)
            throws IOException {
        assertRefused(RawSafetensors.write(file(), padded(json), data), expected);
    }

    @Test
    void refusesTensorsThatOverlap() throws IOException {
        String json =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        assertRefused(
                RawSafetensors.write(file(), padded(json), 12),
                "tensor \"b\" begins at byte 4 of the data and overlaps \"a\", which ends at 8");
    }

    @Test
    void namesEveryDamagedTensorAndNoneThatIsSound() throws IOException {
        String json =
                padded(
                        "{\"shape\":{\"dtype\":\"F32\",\"shape\":[[1],2],\"data_offsets\":[0,8]},"
                            + "\"type\":{\"dtype\":[],\"shape\":[2],\"data_offsets\":[8,16]},"
                            + "\"fine\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[16,24]},"
                            + "\"overlap\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[20,28]},"
                            + "\"cut\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[28,36]}}");
        Problems problems = new Problems();
        SafetensorsHeader header =
                SafetensorsHeader.read(RawSafetensors.write(file(), json, 32), problems);
        assertEquals(List.of("fine"), List.copyOf(header.tensors().keySet()));
        assertEquals(List.of("shape", "type", "overlap", "cut"), List.copyOf(problems.tensors()));
        assertEquals(4, problems.count());
        assertRefused(file(), "(4 problems): x.safetensors: tensor \"shape\" has a list in shape");
    }

    @Test
    void aFileThatIsCutOffIsOneProblemWhateverItHits() throws IOException {
        RawSafetensors.tensors(file(), "one", "two", "three");
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 5));
        Problems problems = new Problems();
        SafetensorsHeader header = SafetensorsHeader.read(file(), problems);
        assertEquals(List.of("one"), List.copyOf(header.tensors().keySet()));
        assertEquals(List.of("two", "three"), List.copyOf(problems.tensors()));
        assertEquals(
                "[x.safetensors is cut off: its tensors end at byte 12 of the data, but the file"
                    + " holds only 7. Tensors that are damaged by it: 2, the first being \"two\"]",
                problems.texts().toString());
    }

    @Test
    void whatFollowsFromAnUnknownPlaceIsNotTold() throws IOException {
        String json =
                padded(
                        "{\"lost\":{\"dtype\":\"F32\",\"shape\":[2]},"
                            + "\"next\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}");
        assertRefused(RawSafetensors.write(file(), json, 16), "(1 problem): x.safetensors: tensor");
    }

    @Test
    void refusesTensorsInTheSamePlace() throws IOException {
        String json =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        assertRefused(RawSafetensors.write(file(), padded(json), 8), "overlaps");
    }

    @Test
    void acceptsValuesThatAreNotAlignedAsTheReferenceDoes() throws IOException {
        String json =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}";
        assertEquals(
                8 + padded(json).length() + 1, read(padded(json), 5).tensors().get("b").offset());
        String odd = padded(json) + " ";
        assertEquals(8 + odd.length() + 1, read(odd, 5).tensors().get("b").offset());
    }

    @Test
    void acceptsNullForTheMetadataAsTheReferenceDoes() throws IOException {
        String json = "{\"__metadata__\":null," + tensor("U8", "[1]", "[0,1]").substring(1);
        SafetensorsHeader header = read(json, 1);
        assertTrue(header.metadata().isEmpty());
        assertEquals(1, header.tensors().size());
    }

    @Test
    void saysWhatLiesInThePlaceOfTheFile() throws IOException {
        Files.write(file(), new byte[0]);
        assertRefused(file(), "is empty; download it again.");
        Files.writeString(
                file(),
                "version https://git-lfs.github.com/spec/v1\noid sha256:"
                        + "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
                        + "size 12345\n");
        assertRefused(
                file(),
                "is a Git LFS pointer, not the file; fetch it with 'git lfs pull' in that folder.");
        Files.writeString(file(), "\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head>");
        assertRefused(
                file(),
                "is a web page, not the file; download it from the address of the file, not of the"
                        + " page about it.");
    }

    @Test
    void refusesALengthBeyondTheFile() throws IOException {
        assertRefused(
                RawSafetensors.write(file(), 1000, "{}".getBytes(StandardCharsets.UTF_8), 0),
                "claims 1000 bytes, but only 2 follow");
    }

    @Test
    void refusesALengthBeyondTheLimit() throws IOException {
        for (long length : new long[] {100_000_001L, Long.MAX_VALUE, -1L, Long.MIN_VALUE}) {
            assertRefused(
                    RawSafetensors.write(file(), length, "{}".getBytes(StandardCharsets.UTF_8), 0),
                    "claims " + Long.toUnsignedString(length) + " bytes");
        }
    }

    @Test
    void refusesFilesTooShortForALength() throws IOException {
        for (int length = 1; length < 8; length++) {
            assertRefused(Files.write(file(), new byte[length]), "it has " + length + " bytes");
        }
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        byte[] header = "{\"t\":{}}".getBytes(StandardCharsets.ISO_8859_1);
        header[2] = (byte) 0xE9;
        assertRefused(RawSafetensors.write(file(), header.length, header, 0), "not UTF-8");
        byte[] wide = "{}".getBytes(StandardCharsets.UTF_16);
        assertRefused(RawSafetensors.write(file(), wide.length, wide, 0), "not UTF-8");
    }

    @Test
    void refusesDeepNesting() throws IOException {
        String json = "{\"t\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        assertRefused(RawSafetensors.write(file(), json, 0), "not valid JSON");
    }

    @Test
    void saysWhenTheFileIsMissing() {
        assertRefused(folder.resolve("none.safetensors"), "is missing");
        assertRefused(folder, "is not a file");
    }

    @Test
    void keepsNamesPrintableInMessages() throws IOException {
        String name = "a\\n\\u001b[31m" + "x".repeat(5000);
        String json = "{\"" + name + "\":{\"dtype\":\"F31\",\"shape\":[],\"data_offsets\":[0,0]}}";
        RawSafetensors.write(file(), json, 0);
        String message =
                assertThrows(BrokenModelException.class, () -> SafetensorsHeader.read(file()))
                        .getMessage();
        assertTrue(message.length() < 600, message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }

    @Test
    void anyDamageIsRefusedOrHarmless() throws IOException {
        RawSafetensors.tensors(file(), "one", "two", "three");
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Files.write(file(), bad);
            try {
                for (TensorEntry entry : SafetensorsHeader.read(file()).tensors().values()) {
                    assertTrue(entry.offset() >= 8);
                    assertTrue(entry.offset() + entry.bytes() <= bad.length);
                }
            } catch (BrokenModelException e) {
                assertTrue(e.getMessage().contains("x.safetensors"), e.getMessage());
            }
        }
    }

    private static Arguments damaged(String what, String json, int data, String expected) {
        return Arguments.of(what, json, data, expected);
    }

    private static String tensor(String type, String shape, String offsets) {
        return "{\"t\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
                .formatted(type, shape, offsets);
    }

    private static String padded(String json) {
        return json + " ".repeat((8 - json.length() % 8) % 8);
    }

    private Path file() {
        return folder.resolve("x.safetensors");
    }

    private SafetensorsHeader read(String json, int data) throws IOException {
        return SafetensorsHeader.read(RawSafetensors.write(file(), json, data));
    }

    private static void assertRefused(Path file, String expected) {
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> SafetensorsHeader.read(file));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }
}
