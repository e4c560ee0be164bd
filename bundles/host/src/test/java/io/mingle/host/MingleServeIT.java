package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mingle serve} as a user runs it, with the console on standard input. */
@Timeout(300)
class MingleServeIT {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(300);

    @TempDir private Path folder;
    private Path skills;
    private Path out;
    private Process process;
    private PrintStream console;

    @BeforeEach
    void serve() throws Exception {
        skills = folder.resolve("skills");
        serve(folder.resolve("out.txt"));
    }

    private void serve(Path said, String... more) throws Exception {
        out = said;
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "serve",
                                        "--port",
                                        "-1",
                                        "--console",
                                        "--skills",
                                        skills.toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        process =
                MingleProcess.prepare(folder, all)
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
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

    /** Waits for a text that is in a list, too; a third time it has not been told. */
    private void awaitTwice(String text) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (said().split(text, -1).length < 3) {
            assertTrue(process.isAlive() && System.nanoTime() < end, text + " in " + said());
            Thread.sleep(50);
        }
        assertEquals(3, said().split(text, -1).length, said());
    }

    private void awaitSince(int before, String text) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!said().substring(before).contains(text)) {
            assertTrue(process.isAlive() && System.nanoTime() < end, text + " in " + said());
            Thread.sleep(50);
        }
    }

    /** Types a command again and again until the console has said a text since. */
    private void awaitAnswer(String command, String text) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        int before = said().length();
        while (!said().substring(before).contains(text)) {
            assertTrue(System.nanoTime() < end, text + " in " + said());
            console.println(command);
            Thread.sleep(300);
        }
    }

    @Test
    void theConsoleListsSwapsAndEnds() throws Exception {
        console.println("mingle:skills");
        await("Understanding");
        console.println("mingle:memory");
        await("io.mingle.core");
        console.println("mingle:ask \"How many shapes are there?\"");
        console.println("mingle:swap missing.jar");
        await("there is no such file");
        console.println("mingle:rollback io.mingle.vision");
        await("no version of io.mingle.vision to go back to");
        console.println("help mingle:swap");
        await("replaces a bundle by a new version");

        console.println("exit");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said());
        assertEquals(0, process.exitValue(), said());
    }

    @Test
    void skillsAreCalledByTheirNames() throws Exception {
        Path picture = folder.resolve("black.png");
        ImageIO.write(
                new BufferedImage(56, 56, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        console.println(
                "mingle:invoke understanding '{\"question\": \"How many shapes are there?\","
                        + " \"pictures\": [\"missing.png\"]}'");
        await("missing.png");
        await("[unreadable-content] Check the file, or save it in a common format.");
        console.println("mingle:invoke nothing '{}'");
        await(
                "There is no skill 'nothing'. There are: act, boxes, depth, draw, edges, edit,"
                        + " grounding, ");
        console.println("mingle:invoke understanding '{\"question\"'");
        await("The arguments of the skill understanding cannot be read as JSON");
        console.println("mingle:invoke understanding 3");
        await("The arguments of the skill understanding are '3', which is no JSON object.");
        int before = said().length();
        console.println(
                "mingle:invoke understanding '{\"question\": \"How many shapes are there?\","
                        + " \"pictures\": [\"black.png\"]}'; echo done");
        awaitSince(before, "done");
        String answer = said().substring(before);
        assertFalse(answer.contains("Exception"), answer);
        assertTrue(answer.replace("done", "").matches("(?s).*\\w.*"), answer);
        console.println("exit");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said());
        assertEquals(0, process.exitValue(), said());
    }

    @Test
    void bundlesComeChangeAndGoWithTheirFilesAndItIsTold() throws Exception {
        Path jar = skills.resolve("nothing.jar");
        Files.writeString(skills.resolve("broken.jar"), "half a jar");
        await("warning: broken.jar is not in use: ");
        write(jar, "1.0.0");
        await("mingle: example.nothing 1.0.0 is installed, from " + jar);
        write(jar, "1.1.0");
        await("mingle: example.nothing 1.0.0 is replaced by 1.1.0, from " + jar);
        console.println("lb -s example");
        await("example.nothing (1.1.0)");
        Files.delete(jar);
        await("mingle: example.nothing is removed: ");
        console.println("mingle:skills");
        await("Understanding");
        awaitTwice("broken.jar is not in use: ");
        assertFalse(said().contains("\tat "), said());
    }

    @Test
    void whatASkillNeedsAndNobodyOffersIsToldOnceAndTriedAgain() throws Exception {
        Manifest watching = manifest("example.watching", "1.0.0");
        watching.getMainAttributes()
                .putValue(
                        "Require-Capability",
                        "io.mingle.modality;filter:=\"(modality=video)\";effective:=active");
        write(skills.resolve("watching.jar"), watching);
        await(
                "warning: watching.jar is not in use: example.watching 1.0.0 needs"
                    + " io.mingle.modality (modality=video), which no installed bundle offers.");
        Manifest needy = manifest("example.needy", "1.0.0");
        needy.getMainAttributes().putValue("Import-Package", "example.later");
        write(skills.resolve("needy.jar"), needy);
        await(
                "warning: needy.jar is not in use: example.needy 1.0.0 needs the package"
                        + " example.later, which no installed bundle offers.");
        Manifest later = manifest("example.later", "1.0.0");
        later.getMainAttributes().putValue("Export-Package", "example.later");
        write(skills.resolve("later.jar"), later);
        await("example.later 1.0.0 is installed");
        await("example.needy 1.0.0 is installed");
        console.println("mingle:skills");
        awaitTwice("watching.jar is not in use: ");
        assertFalse(said().contains("\tat "), said());
    }

    @Test
    void aSkillThatNeverReturnsFromItsStartKeepsNeitherOthersOutNorTheHostFromEnding()
            throws Exception {
        process.destroyForcibly().waitFor();
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(
                etc.resolve("io.mingle.swap.cfg"),
                "startLimitMillis = 4000\nstopLimitMillis = 4000\n");
        serve(folder.resolve("limited.txt"), "--config", etc.toString());
        Manifest endless = manifest("example.endless", "1.0.0");
        endless.getMainAttributes().putValue("Bundle-Activator", Endless.class.getName());
        endless.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        String code = Endless.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(skills.resolve("endless.jar"));
                JarOutputStream jar = new JarOutputStream(bytes, endless);
                InputStream compiled = Endless.class.getClassLoader().getResourceAsStream(code)) {
            jar.putNextEntry(new JarEntry(code));
            compiled.transferTo(jar);
        }
        await("started endlessly");
        write(skills.resolve("nothing.jar"), "1.0.0");
        await(
                "endless.jar is not in use: example.endless 1.0.0 does not start: it did not return"
                        + " from its start within 4000 ms, and is given up");
        await("example.nothing 1.0.0 is installed");

        process.destroy();

        assertTrue(process.waitFor(120, TimeUnit.SECONDS), said());
    }

    @Test
    void componentsThatWaitForEachOtherAreToldInTheLogAndInTheList() throws Exception {
        writeNeedy("hen", "egg");
        writeNeedy("egg", "hen");
        await(
                "warning: The component egg of example.egg 1.0.0 waits for example.Hen, the"
                        + " component");
        awaitAnswer("mingle:skills", "hen of example.hen 1.0.0 waits for example.Egg: a circle");
    }

    /** A bundle whose only component cannot start before another has. */
    private void writeNeedy(String name, String needed) throws Exception {
        String component =
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <service><provide interface="example.%2$s"/></service>
                  <reference interface="example.%3$s"/>
                  <implementation class="example.None"/>
                </scr:component>
                """
                        .formatted(name, capital(name), capital(needed));
        Manifest manifest = manifest("example." + name, "1.0.0");
        manifest.getMainAttributes().putValue("Service-Component", "component.xml");
        try (OutputStream bytes = Files.newOutputStream(skills.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("component.xml"));
            jar.write(component.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void write(Path file, String version) throws Exception {
        write(file, manifest("example.nothing", version));
    }

    private static void write(Path file, Manifest manifest) throws Exception {
        try (OutputStream bytes = Files.newOutputStream(file)) {
            new JarOutputStream(bytes, manifest).close();
        }
    }

    private static Manifest manifest(String name, String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        return manifest;
    }
}
