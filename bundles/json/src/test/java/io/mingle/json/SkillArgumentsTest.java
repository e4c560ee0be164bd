package io.mingle.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.skill.SkillDescription;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillArgumentsTest {

    private static final SkillDescription SKILL =
            skill(
                    """
                    {
                      "type": "object",
                      "required": ["phrase"],
                      "properties": {
                        "phrase": {"type": "string"},
                        "picture": {"type": "string", "contentMediaType": "image/*"},
                        "sounds": {
                          "type": "array",
                          "items": {"type": "string", "contentMediaType": "audio/wav"}
                        },
                        "clip": {
                          "type": "object",
                          "required": ["video"],
                          "properties": {
                            "video": {"type": "string", "contentMediaType": "video/*"},
                            "note": {"type": "string", "contentMediaType": "text/markdown"}
                          }
                        },
                        "pages": {
                          "type": "object",
                          "additionalProperties": {"contentMediaType": "image/*"}
                        },
                        "sizes": {
                          "type": "object",
                          "additionalProperties": {
                            "type": "object",
                            "required": ["width"],
                            "properties": {"width": {"type": "integer"}},
                            "additionalProperties": false
                          }
                        },
                        "mode": {"enum": ["fast", "good"]},
                        "count": {"type": ["integer", "null"]},
                        "loud": {"type": "boolean"},
                        "share": {"type": "number"}
                      }
                    }
                    """);

    @TempDir private Path folder;

    private static SkillDescription skill(String schema) {
        return new SkillDescription("draw", "1.0.0", "Draws.", schema, SkillDescription.TEXT);
    }

    @BeforeEach
    void files() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {1});
        Files.write(folder.resolve("b.wav"), new byte[] {2});
    }

    private Map<String, Object> read(String json) {
        return SkillJson.arguments(SKILL, json, MediaPaths.in(folder));
    }

    private static String url(String type, int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(all);
    }

    @Test
    void plainValuesStayWhatTheyAre() {
        assertEquals(
                Map.of("phrase", "a star", "count", 3, "loud", true, "share", 0.5, "mode", "good"),
                read(
                        "{\"phrase\": \"a star\", \"count\": 3, \"loud\": true, \"share\": 0.5,"
                                + " \"mode\": \"good\"}"));
        Map<String, Object> large =
                read("{\"phrase\": \"\", \"count\": 123456789012345678901234567890}");
        assertEquals(new BigInteger("123456789012345678901234567890"), large.get("count"));
    }

    @Test
    void mediaAreReadFromFilesWhereverTheSchemaMarksThem() {
        Map<String, Object> arguments =
                read(
                        "{\"phrase\": \"a.png\", \"picture\": \"a.png\", \"sounds\": [\"b.wav\"],"
                            + " \"clip\": {\"video\": \"c.mp4\", \"note\": \"a.png\"}, \"pages\":"
                            + " {\"one\": \"a.png\"}}");
        Picture picture = new Picture("a.png", new byte[] {1});
        assertEquals("a.png", arguments.get("phrase"));
        assertEquals(picture, arguments.get("picture"));
        assertEquals(List.of(new Sound("b.wav", new byte[] {2})), arguments.get("sounds"));
        assertEquals(
                Map.of("video", Video.of(folder.resolve("c.mp4")), "note", "a.png"),
                arguments.get("clip"));
        assertEquals(Map.of("one", picture), arguments.get("pages"));
    }

    @Test
    void mediaMayBeDataUrlsAndFilesAreThenNeverRead() {
        String json =
                "{\"phrase\": \"x\", \"picture\": \"%s\", \"sounds\": [\"%s\"], \"clip\": {\"video\": \"%s\"}}"
                        .formatted(
                                url("image/png", 7),
                                url("audio/wav;rate=8000", 8),
                                url("video/mp4", 9));
        Map<String, Object> arguments = SkillJson.arguments(SKILL, json, MediaPaths.NONE);
        assertEquals(new Picture("picture", new byte[] {7}), arguments.get("picture"));
        assertEquals(List.of(new Sound("sounds[0]", new byte[] {8})), arguments.get("sounds"));
        assertEquals(
                Map.of("video", Video.of("clip.video", new byte[] {9})), arguments.get("clip"));
    }

    @Test
    void whoMayNotReadFilesIsToldToSendThem() {
        assertRefused(MediaPaths.NONE, "no files are read");
        assertRefused(MediaPaths.NONE, "data:image/png;base64");
    }

    @Test
    void filesThatWereSentAreNamedWithoutAnyOnDisk() {
        MediaPaths sent = MediaPaths.sent(Map.of("part-1", new byte[] {7}, "v", new byte[] {9}));
        assertEquals(
                Map.of(
                        "phrase",
                        "part-1",
                        "picture",
                        new Picture("part-1", new byte[] {7}),
                        "clip",
                        Map.of("video", Video.of("v", new byte[] {9}))),
                SkillJson.arguments(
                        SKILL,
                        "{\"phrase\": \"part-1\", \"picture\": \"part-1\", \"clip\": {\"video\":"
                                + " \"v\"}}",
                        sent));
        assertRefused(sent, "'/etc/passwd' names a file that was not sent. Sent were: part-1, v.");
        assertRefused(MediaPaths.sent(Map.of()), "None was. Send it along, or as a data URL.");
    }

    private static void assertRefused(MediaPaths paths, String told) {
        String json = "{\"phrase\": \"x\", \"picture\": \"/etc/passwd\"}";
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> SkillJson.arguments(SKILL, json, paths));
        assertTrue(error.getMessage().contains(told), error::getMessage);
    }

    @Test
    void whatIsNoAddressIsAPathAndTheAddressOfAFileIsOne() {
        Picture picture = new Picture("a.png", new byte[] {1});
        String uri = folder.resolve("a.png").toUri().toString();
        for (String named : List.of("a.png", "./a.png", uri)) {
            assertEquals(
                    picture,
                    read("{\"phrase\": \"x\", \"picture\": \"%s\"}".formatted(named))
                            .get("picture"));
        }
        assertEquals(
                Map.of("video", Video.of(folder.resolve("clip:1.mp4"))),
                read("{\"phrase\": \"x\", \"clip\": {\"video\": \"clip:1.mp4\"}}").get("clip"));
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> read("{\"phrase\": \"x\", \"picture\": \"none.png\"}"));
        assertTrue(error.getMessage().contains("none.png"), error::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"picture": "a.png"}                  | The skill draw wants 'phrase', which is missing
                    {"phrase": 3}                         | 'phrase' of the skill draw is 3, and has to be string
                    {"phrase": "x", "pictuer": "a.png"}   | takes no 'pictuer'. It takes: phrase, picture, sounds,
                    {"phrase": "x", "sounds": "b.wav"}    | 'sounds' of the skill draw is "b.wav", and has to be array
                    {"phrase": "x", "sounds": [1]}        | 'sounds[0]' of the skill draw is 1
                    {"phrase": "x", "clip": {}}           | wants 'clip.video', which is missing
                    {"phrase": "x", "mode": "best"}       | 'mode' of the skill draw is "best", and has to be one of ["fast","good"]
                    {"phrase": "x", "count": 1.5}         | 'count' of the skill draw is 1.5
                    {"phrase": "x", "share": 1e999}       | 'share' of the skill draw is a number that is too large
                    {"phrase": "x", "count": 1e400}       | 'count' of the skill draw is a number that is too large
                    {"phrase": "x", "pages": {"n": -1e400}} | 'pages.n' of the skill draw is a number that is too large
                    {"phrase": "x", "share": NaN}         | cannot be read as JSON
                    {"phrase": "x", "share": Infinity}    | cannot be read as JSON
                    {"phrase": "x", "sizes": {"a": 1}}    | 'sizes.a' of the skill draw is 1, and has to be object
                    {"phrase": "x", "sizes": {"a": {}}}   | wants 'sizes.a.width', which is missing
                    {"phrase": "x", "sizes": {"a": {"width": "b"}}} | 'sizes.a.width' of the skill draw is "b", and has to be integer
                    {"phrase": "x", "sizes": {"a": {"width": 1, "b": 2}}} | takes no 'sizes.a.b'. It takes: width.
                    {"phrase": "x", "clip": {"video": "v", "video": "w"}} | Duplicate field 'video'
                    {"phrase": "x", "picture": " "}       | 'picture' of the skill draw is empty
                    {"phrase": "x", "picture": "s3://a/b"}| 's3://a/b' is an address
                    {"phrase": "x", "clip": {"video": "data:image/png;base64,AAAA"}} | video/* is wanted. Give an encoded video, or name a folder that has a picture for each frame
                    {"phrase": "x", "clip": {"video": "data:video/jpeg;base64,AAAA,AAAA"}} | holds several files with commas between them
                    {"phrase": "x", "phrase": "y"}        | Duplicate field 'phrase'
                    {"phrase": "x"} more                  | cannot be read as JSON
                    {"phrase": "x"                        | (line 1, column
                    ["phrase"]                            | which is no JSON object
                    3                                     | which is no JSON object
                    """)
    void whatDoesNotFitIsToldByName(String json, String told) {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> read(json));
        assertTrue(error.getMessage().contains(told.strip()), error::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:",
                "data:image/png,abc",
                "data:image/png;base64,a b",
                "data:image/png;base64,====",
                "data:image/png;base64,",
                "data:audio/wav;base64,AAAA"
            })
    void brokenDataUrlsAreRefused(String url) {
        MingleException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> read("{\"phrase\": \"x\", \"picture\": \"%s\"}".formatted(url)));
        assertTrue(error.getMessage().contains("picture"), error::getMessage);
    }

    @Test
    void hostileInputIsRefusedAndItsMessageShort() {
        for (String json :
                List.of(
                        "{\"phrase\":" + "[".repeat(100_000),
                        "{\"phrase\": " + "9".repeat(100_000) + "}",
                        "{\"" + "x".repeat(100_000) + "\": 1}",
                        "{\"phrase\": \"x\", \"picture\": \"data:" + "x".repeat(100_000) + "\"}",
                        "{\"phrase\": \"x\", \"picture\": \"\\u0000\"}",
                        "x".repeat(100_000))) {
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, () -> read(json));
            assertTrue(error.getMessage().length() < 500, error::getMessage);
        }
    }

    @Test
    void namesThatASchemaLeavesOpenAreTaken() {
        assertEquals(
                Map.of("any", List.of("x")),
                SkillJson.arguments(
                        skill("{\"type\": \"object\"}"), "{\"any\": [\"x\"]}", MediaPaths.NONE));
        assertEquals(
                Map.of("any", 1),
                SkillJson.arguments(
                        skill("{\"properties\": {\"a\": {}}, \"additionalProperties\": true}"),
                        "{\"any\": 1}",
                        MediaPaths.NONE));
    }

    @Test
    void aSkillWhoseSchemaIsNoJsonIsAtFault() {
        assertThrows(
                InternalException.class,
                () -> SkillJson.arguments(skill("question"), "{}", MediaPaths.NONE));
    }

    @Test
    void namesOfArgumentsAreListedWithThoseThatAreWanted() {
        Map<String, Boolean> names = SkillJson.argumentNames(SKILL);
        assertEquals(
                List.of("phrase", "picture", "sounds"), List.copyOf(names.keySet()).subList(0, 3));
        assertEquals(true, names.get("phrase"));
        assertEquals(false, names.get("picture"));
    }
}
