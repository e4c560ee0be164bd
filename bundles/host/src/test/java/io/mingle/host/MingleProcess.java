package io.mingle.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run of the executable jar.
 *
 * @param code the exit code
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error
 */
record MingleProcess(int code, String out, String err) {

    private static final long LIMIT_SECONDS = 600;

    /** Prepares {@code java -jar mingle.jar}. */
    static ProcessBuilder prepare(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-jar"));
        command.add(System.getProperty("mingle.test.jar"));
        command.addAll(List.of(arguments));
        return java(folder, command.toArray(String[]::new));
    }

    /** Prepares {@code java} with the cache of these tests. */
    static ProcessBuilder java(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        // Where digits are not those of ASCII by default, a number that is formatted carelessly
        // shows.
        command.addAll(List.of("-Duser.language=ar", "-Duser.country=EG"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("MINGLE_CACHE", System.getProperty("mingle.test.cache"));
        // Java would say on the standard error that it has found options there.
        builder.environment()
                .keySet()
                .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return builder;
    }

    /** Runs {@code java -jar mingle.jar} to its end. */
    static MingleProcess run(Path folder, String... arguments) throws Exception {
        return run(folder, prepare(folder, arguments));
    }

    /** Runs a process to its end. */
    static MingleProcess run(Path folder, ProcessBuilder builder) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        String.join(" ", builder.command())
                                + " did not end: "
                                + Files.readString(err));
            }
        } finally {
            process.destroyForcibly();
        }
        return new MingleProcess(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Returns the lines that tell about errors; lines about progress are left out. */
    List<String> errors() {
        return err.lines()
                .filter(line -> line.startsWith("mingle: "))
                .filter(line -> !line.matches("mingle: .* … \\d+ s"))
                .toList();
    }
}
