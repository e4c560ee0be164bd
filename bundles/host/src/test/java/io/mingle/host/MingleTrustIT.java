package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trust.JarIdentity;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mingle serve} with jars that somebody else has made. */
@Timeout(300)
class MingleTrustIT {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

    @TempDir private Path folder;
    private Path skills;
    private Path out;
    private Process process;
    private PrintStream console;

    private void serve(String... more) throws Exception {
        skills = folder.resolve("skills");
        out = folder.resolve("out.txt");
        String[] arguments = {
            "serve", "--port", "-1", "--console", "--verbose", "--skills", skills.toString()
        };
        ProcessBuilder builder = MingleProcess.prepare(folder, arguments);
        builder.command().addAll(List.of(more));
        process = builder.redirectOutput(out.toFile()).redirectErrorStream(true).start();
        console = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        await("Serving nano");
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    private String said() throws Exception {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private void await(String text) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!said().contains(text)) {
            assertTrue(process.isAlive() && System.nanoTime() < end, text + " in " + said());
            Thread.sleep(50);
        }
    }

    private static Path jar(Path file, String name, Class<?> activator) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        if (activator != null) {
            main.putValue("Bundle-Activator", activator.getName());
            main.putValue(
                    "Import-Package",
                    "org.osgi.framework,io.mingle.api.conversation,io.mingle.api.event,"
                            + "io.mingle.api.understanding");
        }
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            if (activator != null) {
                String code = activator.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(code));
                try (InputStream compiled = activator.getClassLoader().getResourceAsStream(code)) {
                    compiled.transferTo(jar);
                }
            }
        }
        return file;
    }

    /** It is seen to by the host's own vision, which the jar wanted to be, and to remove. */
    @Test
    void aJarThatNobodyTrustsGetsNoPicturesAndRemovesNobody() throws Exception {
        serve();
        jar(skills.resolve("usurper.jar"), "example.usurper", Usurper.class);
        await("example.usurper 1.0.0 is installed");
        await("usurper sees 0 bundles of the host");
        await("usurper cannot extend the framework: ");
        await("info: audit: installed: example.usurper 1.0.0, by " + skills.resolve("usurper.jar"));
        await(
                "example.usurper 1.0.0 offers io.mingle.api.understanding.Understanding,"
                        + " which only the host's own bundles and trusted jars may");
        jar(skills.resolve("vision.jar"), "io.mingle.vision", null);
        await("vision.jar is not in use: io.mingle.vision is a bundle of the host's own");
        Files.write(folder.resolve("black.png"), Usurper.PICTURE);
        console.println("mingle:ask -i black.png \"How many shapes are there?\"; echo asked");
        await("asked");
        console.println("lb -s io.mingle.vision");
        await("io.mingle.vision (");
        assertFalse(said().contains("usurper was called"), said());
    }

    @Test
    void whoDrainsABundleAndLeadsCallsToItAgainIsRecorded() throws Exception {
        serve();
        console.println("mingle:drain io.mingle.vision; mingle:resume io.mingle.vision");
        await("info: audit: drained: io.mingle.vision ");
        await("info: audit: resumed: io.mingle.vision ");
        assertEquals(2, said().split(", by the console", -1).length - 1, said());
    }

    @Test
    void withRulesWhatMatchesIsTrustedAndTheRestIsRefused() throws Exception {
        Path made = jar(folder.resolve("good.jar"), "example.good", Usurper.class);
        Path rules =
                Files.writeString(
                        folder.resolve("trust.txt"),
                        "# ours\nsha256:" + JarIdentity.of(made).sha256() + "\n");
        serve("--trust", rules.toString());
        jar(skills.resolve("bad.jar"), "example.bad", null);
        await("bad.jar is not in use: example.bad is not trusted: no rule matches its name");
        await("info: audit: refused: example.bad 1.0.0, by " + skills.resolve("bad.jar"));
        Files.copy(made, skills.resolve("good.jar"));
        await("example.good 1.0.0 is installed");
        await("sha256:" + JarIdentity.of(made).sha256());
        assertFalse(said().contains("usurper sees 0 bundles"), said());
        assertTrue(said().contains("usurper sees "), said());
    }
}
