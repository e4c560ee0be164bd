package io.mingle.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillResultsTest {

    private static final byte[] PNG = bytes("\u0089PNG\r\n\u001a\n…");

    @TempDir private Path temporary;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Path folder() {
        return temporary.resolve("made");
    }

    private String write(Object value) {
        return SkillJson.result(
                new SkillResult(Map.of("it", value)), MediaTarget.folder(folder(), "made", ""));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void plainValuesKeepTheirOrderAndNoFolderIsMade() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("z", "text");
        values.put("a", Arrays.asList(1, 2.5, null, true));
        values.put("words", new Text("said"));
        values.put("map", Map.of("x", 1));
        assertEquals(
                "{\"z\":\"text\",\"a\":[1,2.5,null,true],\"words\":\"said\",\"map\":{\"x\":1}}",
                SkillJson.result(new SkillResult(values), MediaTarget.folder(folder(), "", "")));
        assertFalse(Files.exists(folder()));
    }

    @Test
    void mediaBecomeFilesNamedByTheSkillWithTheExtensionOfTheirFormat() throws Exception {
        assertEquals(
                "{\"it\":[\"made/sketch.png\",\"made/voice.wav\",\"made/clip.mp4\"]}",
                write(
                        List.of(
                                new Picture("sketch.jpeg", PNG),
                                new Sound("voice", bytes("RIFF....WAVEfmt ")),
                                Video.of("clip.tmp", bytes("\0\0\0 ftypisom")))));
        assertArrayEquals(PNG, Files.readAllBytes(folder().resolve("sketch.png")));
    }

    @Test
    void noFileIsOverwritten() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("a.png"), "mine");
        assertEquals(
                "{\"it\":[\"made/a-2.png\",\"made/a-3.png\"]}",
                write(List.of(new Picture("a.png", PNG), new Picture("a.png", PNG))));
        assertEquals("mine", Files.readString(folder().resolve("a.png")));
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd.png",
        "..\\..\\evil.exe, evil.png",
        "C:\\a.png, a.png",
        "'..', it.png",
        "'/', it.png",
        ".bashrc, it.png",
        "NUL, it.png",
        "com1.txt, it.png",
        "'a:b*c?\u0000d', a_b_c_d.png",
        "звезда.png, звезда.png"
    })
    void aNameThatLeadsElsewhereDoesNot(String wished, String name) throws Exception {
        write(new Picture(wished, PNG));
        assertEquals(List.of(name), files());
    }

    @Test
    void aVeryLongNameIsCut() throws Exception {
        write(new Picture("x".repeat(5000), PNG));
        assertEquals(List.of("x".repeat(80) + ".png"), files());
    }

    @Test
    void aLongNameIsCutBetweenCharacters() throws Exception {
        String wide = Character.toString(0x20000);
        write(new Picture("a" + wide.repeat(60), PNG));
        assertEquals(List.of("a" + wide.repeat(39) + ".png"), files());
    }

    @Test
    void aPrefixComesFirst() {
        assertEquals(
                "{\"it\":\"3-a.png\"}",
                SkillJson.result(
                        new SkillResult(Map.of("it", new Picture("a", PNG))),
                        MediaTarget.folder(folder(), "", "3-")));
    }

    @Test
    void aVideoThatLiesInAFileIsCopied() throws Exception {
        Path made = Files.write(temporary.resolve("v"), bytes("\u001aE\u00df\u00a3…"));
        assertEquals("{\"it\":\"made/v.webm\"}", write(Video.of(made)));
        assertTrue(Files.exists(made));
        assertEquals(
                "{\"it\":\"%s\"}".formatted(temporary.toString().replace("\\", "\\\\")),
                write(Video.of(temporary)),
                "frames in a folder are a video already");
    }

    @Test
    void mediaMayBecomeDataUrls() {
        SkillResult result = new SkillResult(Map.of("it", new Picture("a.png", bytes("GIF89a"))));
        String json = SkillJson.result(result, MediaTarget.dataUrls());
        assertEquals("{\"it\":\"data:image/gif;base64,R0lGODlh\"}", json);
    }

    @Test
    void aFolderOfFramesIsNoDataUrl() {
        SkillResult result = new SkillResult(Map.of("it", Video.of(temporary)));
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> SkillJson.result(result, MediaTarget.dataUrls()));
        assertTrue(
                error.getMessage()
                        .endsWith(
                                "is a folder of frames, which no data URL can hold. Have results"
                                        + " written as files."),
                error::getMessage);
    }

    @Test
    void whatIsOfNoKnownFormatIsBytes() throws Exception {
        write(new Picture("a.png", new byte[] {1, 2}));
        assertEquals(List.of("a.bin"), files());
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Files.writeString(folder(), "a file");
        UnwritableOutputException error =
                assertThrows(
                        UnwritableOutputException.class, () -> write(new Picture("a.png", PNG)));
        assertTrue(error.getMessage().contains(folder().toString()), error::getMessage);
    }

    @Test
    void onlyASkillThatMakesASingleTextMakesText() {
        assertTrue(makesText(SkillDescription.TEXT));
        assertTrue(makesText("{\"properties\": {\"caption\": {\"type\": \"string\"}}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"properties\": {}}",
                "{\"properties\": {\"n\": {\"type\": \"integer\"}}}",
                "{\"properties\": {\"p\": {\"type\": \"string\", \"contentMediaType\":"
                        + " \"image/png\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"string\"}}}"
            })
    void aSkillThatMakesAnythingElseDoesNot(String schema) {
        assertFalse(makesText(schema));
    }

    private static boolean makesText(String schema) {
        return SkillJson.makesText(new SkillDescription("a", "1", "A.", "{}", schema));
    }
}
