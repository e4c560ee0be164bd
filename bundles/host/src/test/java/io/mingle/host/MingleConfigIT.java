package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings of {@code mingle serve} from files. */
@Timeout(300)
class MingleConfigIT {

    private static final String OTHER_MODEL =
            "{\"model\": \"another\", \"max_tokens\": 2, \"messages\": [{\"role\": \"user\","
                    + " \"content\": \"Hello\"}]}";

    @TempDir private Path folder;

    private static int asked(ServedMingle served) throws Exception {
        HttpResponse<String> answer =
                served.post(
                        served.address().resolve("v1/chat/completions"),
                        OTHER_MODEL,
                        "Content-Type",
                        "application/json");
        return answer.statusCode();
    }

    private static void await(ServedMingle served, int status) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (asked(served) != status) {
            assertTrue(System.nanoTime() < end, served.said());
            Thread.sleep(100);
        }
    }

    /** Whole, as editors that take care do it. */
    private void write(Path file, String text) throws Exception {
        Path other = Files.writeString(folder.resolve("other"), text);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void settingsHoldFromTheStartAndChangesAtOnceAndWhatDoesNotFitIsRefused() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Path http = etc.resolve("io.mingle.http.cfg");
        write(http, "lenient = true\n");
        try (ServedMingle served = new ServedMingle(folder, "--config", etc.toString())) {
            assertEquals(200, asked(served));
            write(http, "lenient = true\nrequestsAtATime = 0\n");
            served.await(
                    "io.mingle.http.cfg is not in use, and what was set before stays."
                            + " io.mingle.http: requestsAtATime = 0, and that is out of its range");
            assertEquals(200, asked(served));
            write(http, "lenient = perhaps\n");
            served.await("lenient = perhaps, and true or false is wanted");
            write(http, "lenant = true\n");
            served.await("io.mingle.http has no setting 'lenant'. There are: allowedHosts,");
            assertEquals(200, asked(served));
            write(http, "lenient = false\n");
            await(served, 404);
            Files.delete(http);
            write(
                    etc.resolve("all.json"),
                    "{\":configurator:resource-version\": 1, // ours\n\"io.mingle.http\":"
                            + " {\"lenient\": true, \"answerTokens:Integer\": 7}}");
            await(served, 200);
            write(http, "lenient = false\n");
            await(served, 404);
            Files.delete(http);
            await(served, 200);
            write(etc.resolve("all.json"), "{\"io.mingle.nothing\": {}}");
            served.await("No installed bundle has settings under io.mingle.nothing");
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamedBeforeAnythingStarts() throws Exception {
        MingleProcess run =
                MingleProcess.run(folder, "serve", "--port", "0", "--config", "nowhere");
        assertTrue(
                run.err().contains("The folder of settings 'nowhere' does not exist."), run.err());
    }
}
