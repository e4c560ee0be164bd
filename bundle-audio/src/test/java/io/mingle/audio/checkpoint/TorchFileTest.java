package io.mingle.audio.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.StoredType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that torch 2.7.1 has saved, and such as it never would. */
@Timeout(120)
class TorchFileTest {

    @TempDir Path folder;

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = TorchFileTest.class.getResourceAsStream("/reference/torch/" + name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static ByteBuffer elements(TorchFile file, String name) throws IOException {
        TorchTensor tensor = file.tensors().get(name);
        try (InputStream in = file.elements(tensor)) {
            byte[] bytes = in.readNBytes((int) tensor.bytes());
            assertEquals(tensor.bytes(), bytes.length);
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Test
    void tensorsAreReadAsTheyWereSaved() throws IOException {
        try (TorchFile file = TorchFile.open(resource("small.pt"))) {
            assertEquals(
                    List.of(
                            "0.weight",
                            "0.bias",
                            "1.weight",
                            "1.bias",
                            "1.running_mean",
                            "1.running_var",
                            "1.num_batches_tracked",
                            "half",
                            "bf",
                            "long",
                            "part",
                            "tied",
                            "scalar",
                            "none"),
                    List.copyOf(file.tensors().keySet()));
            assertArrayEquals(new long[] {2, 3}, file.tensors().get("0.weight").shape());
            ByteBuffer weight = elements(file, "0.weight");
            assertEquals(-0.57242715f, weight.getFloat(0));
            assertEquals(-0.50793397f, weight.getFloat(20));
            assertEquals(weight, elements(file, "tied"));
            assertEquals(4f, elements(file, "part").getFloat(0));
            assertEquals(2.5f, elements(file, "scalar").getFloat(0));
            assertEquals(-2, elements(file, "long").getLong(8));
            assertEquals(StoredType.F16, file.tensors().get("half").type());
            assertEquals(0x3f00, elements(file, "bf").getShort(2));
            assertEquals(0, elements(file, "none").capacity());
        }
    }

    /** As the frames of published voices are. */
    @Test
    void aTensorThatIsTurnedIsReadRowByRow() throws IOException {
        try (TorchFile file = TorchFile.open(resource("turned.pt"))) {
            assertArrayEquals(new long[] {3, 2}, file.tensors().get("turned").shape());
            float[] rows = new float[6];
            elements(file, "turned").asFloatBuffer().get(rows);
            assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, rows);
        }
    }

    @Test
    void axesInAnyOrderAreReadAndGapsAndOverlapsRefused() throws IOException {
        Path file = folder.resolve("turned.pt");
        TorchWriter.writeLaidOut(file, 24, new long[] {2, 3, 4}, 1, 8, 2);
        try (TorchFile turned = TorchFile.open(file)) {
            ByteBuffer rows = elements(turned, "t");
            for (int i = 0, at = 0; i < 2; i++) {
                for (int j = 0; j < 3; j++) {
                    for (int k = 0; k < 4; k++, at += Float.BYTES) {
                        assertEquals(i + 8 * j + 2 * k, rows.getFloat(at));
                    }
                }
            }
        }
        for (long[] strides : List.of(new long[] {1, 1}, new long[] {1, 4}, new long[] {0, 1})) {
            TorchWriter.writeLaidOut(file, 24, new long[] {3, 2}, strides);
            assertRefused(file, "it has a tensor whose elements do not lie side by side");
        }
    }

    @Test
    void whatIsNoFileOfPyTorchIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.pt"), "no ZIP");
        assertRefused(text, "cannot be read as a file of PyTorch");
        assertRefused(folder.resolve("missing.pt"), "cannot be read as a file of PyTorch");
        assertRefused(zip("x/other", new byte[3]), "no description of tensors");
        assertRefused(pickle("\u0080\u0002}."), "describes no tensor");
        assertRefused(pickle("\u0080\u0002K\u0001."), "describes no dictionary");
    }

    @Test
    void functionsOfPythonAreRefusedByName() throws IOException {
        Path evil = pickle("\u0080\u0002cos\nsystem\nX\u0003\u0000\u0000\u0000ls \u0085R.");
        assertRefused(evil, "it names 'os system' of Python, which is no tensor");
        assertRefused(pickle("\u0080\u0002c" + "a".repeat(200)), "a name that does not end");
    }

    @Test
    void everyOtherInstructionIsRefused() throws IOException {
        String known = ".\u0080c(}])t\u0085\u0086\u0087N\u0088\u0089JKM\u008aGX\u008cqrhjQRsuaeb";
        for (char it = 0; it < 256; it++) {
            if (known.indexOf(it) < 0) {
                String text = "\u0080\u0002" + it;
                Pickle.RefusedException e =
                        assertThrows(Pickle.RefusedException.class, () -> Pickle.read(bytes(text)));
                assertTrue(e.getMessage().contains("at byte 2 is none"), e.getMessage());
            }
        }
    }

    @Test
    void lengthsAreCheckedBeforeAnythingIsMade() {
        for (String text :
                List.of(
                        "X\u00ff\u00ff\u00ff\u007f",
                        "X\u00ff\u00ff\u00ff\u00ff",
                        "\u008a\u00ff",
                        "u",
                        "R",
                        "\u0087",
                        "h\u0000",
                        "(Q",
                        "")) {
            assertThrows(Pickle.RefusedException.class, () -> Pickle.read(bytes(text)));
        }
    }

    @Test
    void manyTensorsOfTheSameElementsAreRefused() throws IOException {
        Path file = folder.resolve("tied.pt");
        TorchWriter.writeTied(file, 2, 10_000, 100, 100);
        try (TorchFile few = TorchFile.open(file)) {
            assertEquals(2, few.tensors().size());
        }
        TorchWriter.writeTied(file, 9, 10_000, 100, 100);
        assertRefused(file, "its tensors have more than 2 times the bytes of the file");
    }

    @Test
    void aTensorWithoutElementsHasNoneHoweverLongItsOtherSidesAre() throws IOException {
        Path file = folder.resolve("none.pt");
        long most = Integer.MAX_VALUE;
        TorchWriter.writeTied(file, 1, 1, most, most, most, 0);
        try (TorchFile none = TorchFile.open(file)) {
            assertEquals(0, none.tensors().get("t0").bytes());
        }
    }

    @Test
    void aDictionaryThatContainsItselfIsRead() throws IOException {
        assertRefused(
                pickle("\u0080\u0002}q\u0000X\u0005\u0000\u0000\u0000modelh\u0000s."),
                "describes no tensor");
    }

    /** Whatever stands in a file, it is read or refused, with a sentence. */
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        Path whole = resource("small.pt");
        byte[] description;
        try (ZipFile zip = new ZipFile(whole.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("small/data.pkl"))) {
            description = in.readAllBytes();
        }
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = description.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                Pickle.read(bad);
            } catch (Pickle.RefusedException e) {
                assertTrue(e.getMessage().startsWith("it"), e.getMessage());
            }
        }
        byte[] all = Files.readAllBytes(whole);
        Path file = folder.resolve("bad.pt");
        for (int round = 0; round < 500; round++) {
            byte[] bad = all.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bad);
            try (TorchFile read = TorchFile.open(file)) {
                assertTrue(read.tensors().size() <= 14);
            } catch (BrokenModelException e) {
                assertTrue(e.getMessage().contains("bad.pt"), e.getMessage());
            }
        }
    }

    private static void assertRefused(Path file, String because) {
        BrokenModelException e =
                assertThrows(BrokenModelException.class, () -> TorchFile.open(file).close());
        assertTrue(e.getMessage().contains(because), e.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Path pickle(String text) throws IOException {
        return zip("x/data.pkl", bytes(text));
    }

    private Path zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return Files.write(folder.resolve("made.pt"), bytes.toByteArray());
    }
}
