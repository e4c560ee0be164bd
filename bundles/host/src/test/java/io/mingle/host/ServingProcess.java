package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mingle serve} on a port that is free, until it is closed. */
final class ServingProcess implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final Pattern ADDRESS = Pattern.compile("at (http://[0-9.:]+/)");

    private final Process process;
    private final Path out;
    private final URI address;

    /** Starts it and waits until it answers. */
    ServingProcess(Path folder, String... more) throws Exception {
        out = Files.createTempFile(folder, "serve", ".txt");
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(Arrays.asList(more));
        process =
                MingleProcess.prepare(folder, arguments.toArray(String[]::new))
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        address = URI.create(await(ADDRESS).group(1));
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

    URI address() {
        return address;
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
