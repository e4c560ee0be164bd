package io.mingle.audio.talker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of codes as the tokenizers library makes them (0.21, with files made by it). */
class AudioBpeTest {

    @TempDir Path folder;

    /** Copies the files to a folder. */
    static AudioBpe small(Path folder) {
        try {
            for (String file : new String[] {AudioBpe.CHARACTERS, AudioBpe.TOKENIZER}) {
                String name = "/reference/speech-bpe/" + file;
                try (InputStream in = AudioBpeTest.class.getResourceAsStream(name)) {
                    Files.copy(in, folder.resolve(file));
                }
            }
            return AudioBpe.read(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private AudioBpe bpe;

    @BeforeEach
    void read() {
        bpe = small(folder);
    }

    private static int[] ints(long... values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    @Test
    void codesBecomeTheTokensOfTheReference() {
        Facts facts = ReferenceValues.facts(AudioBpeTest.class, "speech-bpe/expected.json");
        assertEquals(facts.get("size").intValue(), bpe.size());
        for (Facts it : facts.get("cases")) {
            assertArrayEquals(
                    ints(it.get("ids").longs()), bpe.encode(ints(it.get("codes").longs())));
        }
    }

    @Test
    void tokensBecomeTheirCodesAgain() {
        int[] codes = IntStream.range(0, 200).map(i -> i * 7 % 30 * 3).toArray();
        int[] tokens = bpe.encode(codes);
        int[] again = IntStream.of(tokens).flatMap(it -> IntStream.of(bpe.codes(it))).toArray();
        assertArrayEquals(codes, again);
        assertTrue(tokens.length < codes.length);
    }

    @Test
    void whatNoTokenHasIsLeftOut() {
        assertArrayEquals(bpe.encode(0, 3), bpe.encode(0, 1, 3, 4095, 117));
        assertArrayEquals(new int[0], bpe.codes(0));
        assertArrayEquals(new int[0], bpe.codes(-5));
        assertArrayEquals(new int[0], bpe.codes(1 << 20));
    }

    @Test
    void damagedFilesAreToldByLineOrName() throws IOException {
        Path characters = folder.resolve(AudioBpe.CHARACTERS);
        Files.writeString(characters, "1\ta\nx\tb\n");
        assertTrue(broken().startsWith("Line 2 of char_mapping.txt in "), broken());
        Files.writeString(characters, "1\ta\n");
        Path tokenizer = folder.resolve(AudioBpe.TOKENIZER);
        Files.writeString(tokenizer, "{\"model\": {\"vocab\": {\"a\": -1}}}");
        assertTrue(broken().contains("the id of 'a' is not as in a BPE tokenizer"), broken());
        Files.writeString(tokenizer, "{\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}}");
        assertTrue(broken().contains("the merge '\"a b\"'"), broken());
        Files.writeString(tokenizer, "{");
        assertTrue(broken().contains("cannot be read"), broken());
        Files.delete(tokenizer);
        assertTrue(broken().contains("cannot be read"), broken());
    }

    private String broken() {
        return assertThrows(BrokenModelException.class, () -> AudioBpe.read(folder)).getMessage();
    }
}
