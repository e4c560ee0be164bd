package io.mingle.host.command;

import io.mingle.api.error.UnwritableOutputException;
import io.mingle.trust.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            "  mingle key root --file keys.txt --admin",
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

    @Option(
            names = "--admin",
            description =
                    "Make it a key for the admin server, where skills are replaced and drained. It"
                            + " calls no skills.")
    private boolean admin;

    KeyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = BEGIN + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ApiKey kept =
                new ApiKey(
                        name,
                        ApiKey.digestOf(key),
                        perMinute,
                        atATime,
                        Optional.ofNullable(skills)
                                .map(it -> Set.copyOf(List.of(it.split(",", -1)))),
                        admin);
        keep(kept);
        session.out().println(key);
        session.err().println("mingle: Added the key of %s to %s.".formatted(name, file));
        return ExitCode.OK;
    }

    /** Reads what will be there before it writes: a wrong file would let nobody in. */
    private void keep(ApiKey key) {
        String there = Files.exists(file) ? HttpOption.keyText(file) : "";
        String gap = there.isEmpty() || there.endsWith("\n") ? "" : "\n";
        String added = gap + key.line() + "\n";
        ApiKey.parse((there + added).lines().toList(), "the file of keys '" + file + "'");
        try {
            Files.writeString(file, added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The file of keys '%s' cannot be written (%s). Name another with --file."
                            .formatted(file, e),
                    e);
        }
    }
}
