package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mingle serve} as a user runs it, on a port of its own. */
final class ServedMingle implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final Pattern ADDRESS = Pattern.compile("at (http://[0-9.:]+/)");

    private final Process process;
    private final Path out;
    private final URI address;

    private ServedMingle(Process process, Path out) throws Exception {
        this.process = process;
        this.out = out;
        this.address = URI.create(await(ADDRESS).group(1));
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for what it says
     * @param more options
     */
    static ServedMingle start(Path folder, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(List.of(more));
        Path out = folder.resolve("out.txt");
        Process process =
                MingleProcess.prepare(folder, arguments.toArray(String[]::new))
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            return new ServedMingle(process, out);
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Makes a key, and adds it to the file of those that are let in. */
    static String key(Path folder, Path file, String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("key", name, "--file", file.toString()));
        arguments.addAll(List.of(more));
        MingleProcess made = MingleProcess.run(folder, arguments.toArray(String[]::new));
        return made.out().strip();
    }

    /** Returns what all paths follow. */
    URI address() {
        return address;
    }

    /** Returns what clients of OpenAI's interface call the base URL. */
    String baseUrl() {
        return address.resolve("v1").toString();
    }

    Process process() {
        return process;
    }

    /** Waits until it has said something. */
    Matcher await(Pattern pattern) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            String said = Files.readString(out, StandardCharsets.UTF_8);
            Matcher matcher = pattern.matcher(said);
            if (matcher.find()) {
                return matcher;
            }
            assertTrue(process.isAlive() && System.nanoTime() < end, said);
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
