package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    private static final Path JAR = Path.of("skill.jar");
    private static final Path FOLDER = Path.of("/tmp/mingle");

    @Test
    void aJarThatFitsThreeTimesIsTaken() {
        assertDoesNotThrow(() -> DiskSpace.check(JAR, 100, FOLDER, 300));
    }

    @Test
    void aDiskThatNothingIsKnownOfIsTried() {
        assertDoesNotThrow(() -> DiskSpace.check(JAR, 100, FOLDER, 0));
    }

    @Test
    void whatIsFullAndWhatMovesItIsSaidBeforeAnythingIsStopped() {
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> DiskSpace.check(JAR, 100, FOLDER, 299))
                        .getMessage();
        assertEquals(
                "skill.jar could not be copied into '%s': about 300 bytes are needed and 299 are free there. What served before goes on. Free some space there, or start with -Djava.io.tmpdir=FOLDER; a framework of your own has its folder from the property org.osgi.framework.storage."
                        .formatted(FOLDER),
                message);
    }

    @Test
    void aDiskThatFillsUpMeanwhileIsNamedWithItsOwnWords() {
        IOException full = new IOException("No space left on device");
        String message = DiskSpace.missing(JAR, 100, FOLDER, 0, full).getMessage();
        assertTrue(message.contains("'%s' (No space left on device)".formatted(FOLDER)), message);
    }

    @Test
    void whatIsFreeIsKnownOfAFolderThatIsYetToBeMade(@TempDir Path folder) {
        assertTrue(DiskSpace.free(folder.resolve("not").resolve("yet")) > 0);
    }
}
