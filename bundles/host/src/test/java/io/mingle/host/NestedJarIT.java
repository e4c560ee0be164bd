package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One jar with a program and all that it depends on as jars inside, as Spring Boot makes it. */
@Timeout(600)
class NestedJarIT {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String JARS = "BOOT-INF/lib/";

    @TempDir private Path folder;

    @Test
    void mingleStartsOutOfJarsInsideAJar() throws Exception {
        Path app = folder.resolve("app.jar");
        write(app);

        MingleProcess run =
                MingleProcess.run(
                        folder, MingleProcess.java(folder, "-jar", app.toString(), "restart"));

        assertEquals(
                List.of("answered", "closed", "answered", "closed", "main ends"),
                run.out().lines().toList(),
                run.err());
        assertEquals(0, run.code(), run.err());
    }

    private static void write(Path app) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
        main.putValue("Start-Class", EmbeddingProgram.class.getName());
        main.putValue("Spring-Boot-Classes", CLASSES);
        main.putValue("Spring-Boot-Lib", JARS);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(app), manifest)) {
            loader(out);
            // The loader looks for the folder itself.
            out.putNextEntry(new JarEntry(CLASSES));
            String program = EmbeddingProgram.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(CLASSES + program));
            Files.copy(Path.of(System.getProperty("mingle.test.classes"), program), out);
            for (Path jar : jars()) {
                store(jar, out);
            }
        }
    }

    /** The loader's classes lie in the jar itself. */
    private static void loader(JarOutputStream out) throws IOException {
        Path jar = Path.of(System.getProperty("spring.boot.loader"));
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            for (JarEntry entry = in.getNextJarEntry();
                    entry != null;
                    entry = in.getNextJarEntry()) {
                if (entry.getName().startsWith("org/")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
    }

    private static List<Path> jars() {
        List<Path> jars = new ArrayList<>(FacadeJarIT.dependencies());
        jars.add(Path.of(System.getProperty("mingle.test.facade")));
        Arrays.stream(
                        System.getProperty("java.class.path")
                                .split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(it -> it.getFileName().toString().startsWith("io.mingle.distribution-"))
                .forEach(jars::add);
        return jars;
    }

    /** Jars inside are read where they lie, so they are not compressed again. */
    private static void store(Path jar, JarOutputStream out) throws IOException {
        JarEntry entry = new JarEntry(JARS + jar.getFileName());
        entry.setMethod(JarEntry.STORED);
        entry.setSize(Files.size(jar));
        try (InputStream in = Files.newInputStream(jar);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32())) {
            checked.transferTo(OutputStream.nullOutputStream());
            entry.setCrc(checked.getChecksum().getValue());
        }
        out.putNextEntry(entry);
        Files.copy(jar, out);
    }
}
