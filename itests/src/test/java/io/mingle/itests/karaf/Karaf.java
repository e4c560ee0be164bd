package io.mingle.itests.karaf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Karaf as it is shipped, in a process of its own, with its console on our streams. */
final class Karaf implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("karaf.home"));
    private static final Path REPOSITORY = Path.of(System.getProperty("karaf.repository"));
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final PrintStream console;
    private int commands;

    private Karaf(Process process, Path out) {
        this.process = process;
        this.out = out;
        this.console = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts it, with the repository of the test in place of all that is in the network.
     *
     * @param folder for its configuration and its data
     */
    static Karaf start(Path folder) throws Exception {
        return start(folder, Map.of());
    }

    /**
     * Starts it with some configuration.
     *
     * @param configuration the contents of files in the folder {@code etc}, by their names
     */
    static Karaf start(Path folder, Map<String, String> configuration) throws Exception {
        Path etc = Files.createDirectory(folder.resolve("etc"));
        try (Stream<Path> files = Files.list(HOME.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        for (Map.Entry<String, String> file : configuration.entrySet()) {
            Files.writeString(etc.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                etc.resolve("org.ops4j.pax.url.mvn.cfg"),
                """
                org.ops4j.pax.url.mvn.useFallbackRepositories=false
                org.ops4j.pax.url.mvn.settings=%1$s/none.xml
                org.ops4j.pax.url.mvn.localRepository=%1$s/local
                org.ops4j.pax.url.mvn.repositories=
                org.ops4j.pax.url.mvn.defaultRepositories=${karaf.home.uri}${karaf.default.repository}@id=system@snapshots,%2$s@id=test@snapshots
                """
                        .formatted(folder, REPOSITORY.toUri()));
        // What Karaf's feature scr has for other consoles would be fetched, too.
        Files.writeString(
                etc.resolve("org.apache.karaf.features.xml"),
                """
                <featuresProcessing xmlns="http://karaf.apache.org/xmlns/features-processing/v1.0.0">
                  <blacklistedBundles>
                    <bundle>mvn:org.apache.karaf.scr/*</bundle>
                    <bundle>mvn:org.apache.felix/org.apache.felix.inventory</bundle>
                    <bundle>mvn:org.apache.felix/org.apache.felix.webconsole.plugins.ds</bundle>
                  </blacklistedBundles>
                </featuresProcessing>
                """);
        // Its port may be somebody else's on this machine.
        Path features = etc.resolve("org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features).replaceAll("(?m)^ *ssh/.*\\R", ""));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder =
                new ProcessBuilder(HOME.resolve("bin/karaf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "JAVA_MAX_MEM",
                                "1g",
                                "KARAF_ETC",
                                etc.toString(),
                                "KARAF_DATA",
                                Files.createDirectory(folder.resolve("data")).toString(),
                                "EXTRA_JAVA_OPTS",
                                "-Dmingle.engine.threads=1 -Dmingle.engine.cache="
                                        + System.getProperty("mingle.engine.cache")));
        Karaf karaf = new Karaf(builder.start(), out);
        karaf.awaitFeatures();
        return karaf;
    }

    /** The console is there before the commands of all bundles are. */
    private void awaitFeatures() throws Exception {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (say("feature:repo-list").contains("Command not found")) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("There are no commands for features: " + said());
            }
            Thread.sleep(50);
        }
    }

    /** Types a command, and returns what the console says until it has ended. */
    String say(String command) throws Exception {
        String end = "end of command " + ++commands;
        int before = said().length();
        console.println(command);
        console.println("echo " + end);
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (said().substring(before).lines().noneMatch(end::equals)) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new AssertionError(command + " did not end: " + said());
            }
            Thread.sleep(50);
        }
        return said().substring(before);
    }

    private String said() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** The console's end is Karaf's. */
    @Override
    public void close() throws Exception {
        console.close();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("Karaf did not end: " + said());
        }
    }
}
