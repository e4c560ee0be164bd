package io.mingle.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {

    @TempDir private Path folder;

    private Map<String, Map<String, Object>> read(String name, String text) throws Exception {
        return FileContent.of(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void propertiesBelongToThePidInTheirFilesName() throws Exception {
        assertEquals(
                Map.of("io.mingle.http", Map.of("lenient", "true", "name", "größer")),
                read("io.mingle.http.cfg", "# ours\nlenient = true \nname=größer\n"));
    }

    @Test
    void objectsAreThoseOfFelixConfigurator() throws Exception {
        assertEquals(
                Map.of(
                        "io.mingle.memory",
                        Map.of("limitBytes", "7", "bundleLimits", List.of("a=1", "b=2")),
                        "io.mingle.skill~one",
                        Map.of()),
                read(
                        "all.json",
                        """
                        {":configurator:resource-version": 1,
                         // how much
                         "io.mingle.memory": {
                           ":configurator:ranking": 3, "limitBytes:Long": 7,
                           "bundleLimits:String[]": ["a=1", "b=2"]},
                         "io.mingle.skill~one": {}}
                        """));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheSpot() {
        for (String text : List.of("", "[]", "{\"io.mingle.http\": 3}", "{\"io.mingle.http\":\n")) {
            assertThrows(InvalidRequestException.class, () -> read("all.json", text), text);
        }
        InvalidRequestException half =
                assertThrows(InvalidRequestException.class, () -> read("all.json", "{\n\"a\": }"));
        assertTrue(half.getMessage().contains("line 2"), half.getMessage());
    }

    @Test
    void otherFilesArePassedOver() {
        assertTrue(FileContent.isOne(Path.of("etc/io.mingle.http.cfg")));
        assertTrue(FileContent.isOne(Path.of("etc/all.json")));
        assertFalse(FileContent.isOne(Path.of("etc/.all.json.swp")));
        assertFalse(FileContent.isOne(Path.of("etc/.all.json")));
        assertFalse(FileContent.isOne(Path.of("etc/skill.jar")));
    }
}
