package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ErrorCode;
import io.mingle.host.FakePlatform;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    private final CommandLineRun line = new CommandLineRun(new FakePlatform());

    @TempDir private Path folder;

    @Test
    void aFolderOfSkillsIsMadeAndWatched() {
        Path skills = folder.resolve("a/b");
        assertEquals(
                ExitCode.OK,
                line.run("serve", "--port", "0", "--skills", skills.toString()),
                line::err);
        assertTrue(Files.isDirectory(skills));
        assertTrue(line.err().contains("watching " + skills), line.err());
    }

    /** It would be taken for two. */
    @Test
    void aFolderWithACommaIsRefusedBeforeItIsMade() {
        Path skills = folder.resolve("a,b");
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("serve", "--port", "0", "--skills", skills.toString()));
        assertEquals(
                "mingle: The folder '%s' cannot be watched: there is a comma in its path. Name another with --skills. [invalid-request]"
                        .formatted(skills),
                line.err().strip());
        assertFalse(Files.exists(skills));
        assertEquals(0, line.starts().size());
    }

    @Test
    void rulesThatCannotBeReadAreRefusedBeforeAnythingStarts() throws Exception {
        Path rules = Files.writeString(folder.resolve("trust.txt"), "# ours\nsha1:1234\n");
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("serve", "--port", "0", "--trust", rules.toString()));
        assertTrue(
                line.err()
                        .contains(
                                "Line 2 of " + rules + " is no rule of trust: 'sha1:1234'. Write"),
                line.err());
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                line.run("serve", "--port", "0", "--trust", "missing.txt"));
        assertTrue(line.err().contains("'missing.txt' does not exist"), line.err());
        assertEquals(0, line.starts().size());
    }

    @Test
    void rulesOfTrustAreHandedToTheStart() throws Exception {
        Path rules = Files.writeString(folder.resolve("trust.txt"), "name:example.*\n");
        assertEquals(
                ExitCode.OK,
                line.run("serve", "--port", "0", "--trust", rules.toString()),
                line::err);
        assertEquals("name:example.*", line.servings().get(0).trust());
        assertEquals(ExitCode.OK, line.run("serve", "--port", "0", "--trust", "all"), line::err);
        assertEquals("all", line.servings().get(1).trust());
    }

    @Test
    void theAddressIsToldAndHandedToTheStart() {
        assertEquals(ExitCode.OK, line.run("serve", "--port", "0"), line::err);
        assertTrue(line.err().contains("at " + FakePlatform.ADDRESS), line.err());
        assertEquals(ExitCode.OK, line.run("serve", "--port", "-1"), line::err);
    }

    @Test
    void anAddressThatOthersReachWantsKeys() throws Exception {
        int refused = ErrorCode.INVALID_REQUEST.exitCode();
        assertEquals(refused, line.run("serve", "--host", "0.0.0.0", "--port", "0"));
        assertTrue(line.err().contains("no keys keep them out"), line.err());
        Path keys = folder.resolve("keys.txt");
        assertEquals(ExitCode.OK, line.run("key", "alice", "--file", keys.toString()), line::err);
        assertEquals(
                ExitCode.OK,
                line.run("serve", "--host", "0.0.0.0", "--port", "0", "--keys", keys.toString()),
                line::err);
    }

    /** Whoever opened it would wait for a writer. */
    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInPlaceOfAFileOfKeysIsRefusedBeforeAnythingStarts() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        int refused = ErrorCode.UNREADABLE_CONTENT.exitCode();
        assertEquals(refused, line.run("serve", "--port", "0", "--keys", pipe.toString()));
        assertTrue(line.err().contains("pipe' is no regular file"), line.err());
        assertEquals(refused, line.run("key", "alice", "--file", pipe.toString()));
        assertEquals(0, line.starts().size());
    }

    @Test
    void aLogFileWithAPercentSignIsRefusedBeforeAnythingStarts() {
        Path file = folder.resolve("100%.log");
        assertEquals(
                ErrorCode.UNWRITABLE_OUTPUT.exitCode(),
                line.run("serve", "--port", "0", "--log-file", file.toString()));
        assertTrue(line.err().contains("has a percent sign in its path"), line.err());
        assertFalse(Files.exists(file));
        assertEquals(0, line.starts().size());
    }

    @Test
    void aHostThatCouldNotBeAllowedIsNamedBeforeAnythingStarts() {
        assertEquals(
                ExitCode.OK,
                line.run(
                        "serve",
                        "--port",
                        "0",
                        "--allow-host",
                        "*.example.org",
                        "--allow-host",
                        "10.0.0.5:8080"),
                line::err);
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("serve", "--port", "0", "--allow-host", "https://example.org/"));
        assertTrue(
                line.err().contains("'https://example.org/' names no host that could be allowed"),
                line.err());
        assertEquals(1, line.starts().size());
    }

    @Test
    void anAdminServerIsOpenedWhereThereIsAnAdminKey() throws Exception {
        Path keys = folder.resolve("keys.txt");
        line.run("key", "root", "--admin", "--file", keys.toString());
        assertTrue(Files.readString(keys).strip().endsWith(" admin"), Files.readString(keys));
        int refused = ErrorCode.INVALID_REQUEST.exitCode();
        assertEquals(refused, line.run("serve", "--port", "0", "--keys", keys.toString()));
        assertTrue(line.err().contains("nobody could call"), line.err());
        assertEquals(
                ExitCode.OK,
                line.run(
                        "serve",
                        "--port",
                        "0",
                        "--admin-port",
                        "0",
                        "--admin-keys",
                        keys.toString()),
                line::err);
        assertTrue(line.err().contains("admins at " + FakePlatform.ADMIN_ADDRESS), line.err());
        assertEquals(refused, line.run("serve", "--port", "0", "--admin-port", "0"));
        assertTrue(line.err().contains("there is no admin key."), line.err());
    }

    @Test
    void aKeyStoreThatCannotBeOpenedIsNamedBeforeAnythingStarts() throws Exception {
        Path store = folder.resolve("store.p12");
        Path password = Files.writeString(folder.resolve("password.txt"), "guess\n");
        int refused = ErrorCode.INVALID_REQUEST.exitCode();
        String[] arguments = {
            "serve",
            "--port",
            "0",
            "--tls-keystore",
            store.toString(),
            "--tls-password-file",
            password.toString()
        };
        assertEquals(refused, line.run(arguments));
        assertTrue(line.err().contains("store.p12' is not there"), line.err());
        Files.writeString(store, "no key store");
        assertEquals(refused, line.run(arguments));
        assertTrue(line.err().contains("store.p12' cannot be opened"), line.err());
        assertEquals(0, line.starts().size());
    }

    @Test
    void aPortThatIsTakenIsNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("serve", "--port", port));
            assertTrue(line.err().contains("port " + port + " of 127.0.0.1"), line.err());
            assertEquals(0, line.starts().size());
        }
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("serve", "--port", "70000"));
    }

    @Test
    void twoServersOnOnePortAreRefusedBeforeAnythingStarts() throws Exception {
        Path keys = folder.resolve("admins.txt");
        line.run("key", "root", "--admin", "--file", keys.toString());
        String said = "";
        // Between the choice of a port and its use another program may take it: then the next.
        for (int i = 0; i < 20 && !said.contains("for the admin server"); i++) {
            String port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = Integer.toString(free.getLocalPort());
            }
            assertEquals(
                    ErrorCode.INVALID_REQUEST.exitCode(),
                    line.run(
                            "serve",
                            "--port",
                            port,
                            "--admin-port",
                            port,
                            "--admin-keys",
                            keys.toString()));
            said = line.err();
        }
        assertTrue(said.contains("for the admin server"), said);
        assertEquals(0, line.starts().size());
    }

    @Test
    void aLevelWithoutALogIsRefused() {
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("serve", "--port", "0", "--log-level", "debug"));
        assertTrue(line.err().contains("Add --log json or --log-file"), line.err());
        assertEquals(0, line.starts().size());
    }
}
