package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle key}: makes a key for a client of {@code mingle serve}. */
@Command(
        name = "key",
        description =
                "Makes a key for a client of 'serve --keys', adds its digest to a file, and prints"
                        + " it; it is kept nowhere else.",
        footer = {
            "",
            "Examples:",
            "  mingle key alice --file keys.txt",
            "  mingle key kiosk --file keys.txt --per-minute 30 --at-a-time 2 --skills"
                    + " understanding",
            "",
            "A server that runs takes a changed file into account with the next request."
        })
final class KeyCommand implements Callable<Integer> {

    private static final int BYTES = 32;
    private static final String BEGIN = "mgl_";

    private final Session session;

    @Parameters(
            paramLabel = "NAME",
            description = "Who is to have it: letters, digits, dots and hyphens.")
    private String name;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "keys.txt",
            description = "Where keys are kept, by their digests (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--per-minute",
            paramLabel = "N",
            description = "How many requests it is good for in a minute; any number by default.")
    private int perMinute;

    @Option(
            names = "--at-a-time",
            paramLabel = "N",
            description = "How many requests it is good for at a time; any number by default.")
    private int atATime;

    @Option(
            names = "--skills",
            paramLabel = "NAMES",
            description = "Which skills it is good for, with commas; all by default.")
    private String skills;

    KeyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = BEGIN + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        keep(line(key));
        session.out().println(key);
        session.err().println("mingle: Added the key of %s to %s.".formatted(name, file));
        return ExitCode.OK;
    }

    private void check() {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new InvalidRequestException(
                    "'%s' is no name for a key. Use letters, digits, dots and hyphens."
                            .formatted(name));
        }
        if (perMinute < 0 || atATime < 0) {
            throw new InvalidRequestException(
                    "A key was to be good for fewer than no requests. Give --per-minute and"
                            + " --at-a-time numbers from 1 on.");
        }
        if (skills != null && !skills.matches("[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*")) {
            throw new InvalidRequestException(
                    "'%s' are no names of skills. Write them with commas, as in understanding,grounding."
                            .formatted(skills));
        }
    }

    private String line(String key) {
        StringBuilder line = new StringBuilder(name).append(" sha256:").append(digest(key));
        if (perMinute > 0) {
            line.append(" per-minute=").append(perMinute);
        }
        if (atATime > 0) {
            line.append(" at-a-time=").append(atATime);
        }
        if (skills != null) {
            line.append(" skills=").append(skills);
        }
        return line.append('\n').toString();
    }

    private void keep(String line) {
        try {
            String there = Files.exists(file) ? Files.readString(file) : "";
            if (there.lines().anyMatch(it -> it.startsWith(name + " "))) {
                throw new InvalidRequestException(
                        "There is a key of %s in '%s'. Take that line out first, or choose another name."
                                .formatted(name, file));
            }
            String gap = there.isEmpty() || there.endsWith("\n") ? "" : "\n";
            Files.writeString(
                    file, gap + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The file '%s' cannot be written (%s). Name another with --file."
                            .formatted(file, e),
                    e);
        }
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
