package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent in the jar, on a simulated phone, with a recording in the place of a model. */
class MingleActIT {

    private static final String TRACE =
            """
            {"format":"mingle-run","version":1,"goal":"Open the clock","device":"sim:7"}
            {"reply":"Thought: It is an app.\\nAction: open_app(name=\\"Clock\\")","outcome":"done"}
            {"reply":"Reflection: It is open.\\nAction: done()","outcome":"done"}
            """;

    @TempDir private Path folder;

    @Test
    void aRecordingIsReplayedOnASimulatedPhoneAndReported() throws Exception {
        Files.writeString(folder.resolve("run.jsonl"), TRACE);
        MingleProcess run =
                MingleProcess.run(
                        folder,
                        "act",
                        "--replay",
                        "run.jsonl",
                        "--device",
                        "sim:7",
                        "--report",
                        "run.html",
                        "--trace",
                        "again.jsonl");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("1. open the app \"Clock\" (done)"), run.out());
        assertTrue(run.out().contains("Success after 2 steps"), run.out());
        assertTrue(Files.readString(folder.resolve("run.html")).contains("data:image/png"));
        String again = Files.readString(folder.resolve("again.jsonl"));
        assertTrue(again.contains("\"app\":\"Clock\""), again);
    }

    @Test
    void aDeviceThatNobodyProvidesIsTold() throws Exception {
        MingleProcess run = MingleProcess.run(folder, "act", "Toast", "--device", "toaster:1");
        assertEquals(8, run.code(), run.err());
        assertTrue(run.err().contains("devices of the kind 'toaster'"), run.err());
    }
}
