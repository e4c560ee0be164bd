package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads pictures from class loaders that are then dropped, in a Java machine of its own. */
@Timeout(120)
class UnloadingTest {

    @Test
    void leavesNothingBehindThatHoldsTheClassLoader() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:SoftRefLRUPolicyMSPerMB=0",
                                "-Djava.awt.headless=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                UnloadingTest.class.getName())
                        .redirectErrorStream(true);
        // Java would say that it has found options there.
        builder.environment()
                .keySet()
                .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals("class loaders left: 0", output.strip());
    }

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(readAllIn(new Isolated()));
        }
        long left = 3;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (left > 0 && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
            left = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        System.out.println("class loaders left: " + left);
    }

    private static WeakReference<ClassLoader> readAllIn(Isolated loader) throws Exception {
        Class<?> type = loader.loadClass(PictureReader.class.getName());
        Object reader = type.getConstructor().newInstance();
        Thread.currentThread().setContextClassLoader(loader);
        for (JsonNode reference : References.numbers("pictures.json").toList()) {
            String file = reference.path("file").textValue();
            type.getMethod("read", Picture.class)
                    .invoke(reader, new Picture(file, References.bytes("files/" + file)));
        }
        Thread.currentThread().setContextClassLoader(null);
        loader.close();
        return new WeakReference<>(loader);
    }

    /** Loads the decoders itself, as a bundle does, and shares the rest. */
    private static final class Isolated extends URLClassLoader {

        Isolated() throws MalformedURLException {
            super(classPath(), UnloadingTest.class.getClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(path).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own =
                    name.startsWith("io.mingle.vision.") || name.startsWith("com.twelvemonkeys.");
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : own ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
