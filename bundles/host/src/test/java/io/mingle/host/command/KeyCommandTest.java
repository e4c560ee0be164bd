package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ErrorCode;
import io.mingle.host.FakePlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {

    private final CommandLineRun line = new CommandLineRun(new FakePlatform());

    @TempDir private Path folder;

    @Test
    void aKeyIsPrintedAndItsDigestIsKept() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.txt"), "# ours");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "key",
                        "alice",
                        "--file",
                        file.toString(),
                        "--per-minute",
                        "9",
                        "--skills",
                        "understanding"),
                line::err);
        String key = line.out().strip();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of(
                        "# ours",
                        "alice sha256:%s per-minute=9 skills=understanding"
                                .formatted(HexFormat.of().formatHex(digest))),
                Files.readAllLines(file));
        assertFalse(Files.readString(file).contains(key));
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        String file = folder.resolve("keys.txt").toString();
        assertEquals(ExitCode.OK, line.run("key", "alice", "--file", file), line::err);
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(), line.run("key", "alice", "--file", file));
        assertTrue(
                line.err().contains("is no key: A key wants a name of its own, not 'alice'"),
                line.err());
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("key", "a b", "--file", file));
        assertEquals(1, Files.readAllLines(Path.of(file)).size());
    }
}
