package io.mingle.parity.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The classes of the module under test once more, one of them compiled with a fault. What they
 * share with the tests comes from the parent.
 */
final class FaultyClasses extends ClassLoader {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<String> SHARED =
            List.of("io.mingle.parity.", "io.mingle.tensor.", "io.mingle.nn.", "io.mingle.model.");

    private final Map<String, byte[]> compiled;

    FaultyClasses(Fault fault) {
        super(FaultyClasses.class.getClassLoader());
        compiled = compile(source(fault.where()), fault);
    }

    private static Path source(String simpleName) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith(simpleName + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no class " + simpleName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compile(Path source, Fault fault) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        try (JavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaFileObject faulty =
                    new SimpleJavaFileObject(source.toUri(), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignored) throws IOException {
                            return fault.in(Files.readString(source));
                        }
                    };
            boolean done =
                    compiler.getTask(
                                    messages,
                                    new InMemory(files, written),
                                    null,
                                    List.of("-proc:none", "-classpath", classPath()),
                                    null,
                                    List.of(faulty))
                            .call();
            if (!done) {
                throw new AssertionError(fault.name() + ": " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static String classPath() {
        // Surefire hides the class path in the manifest of a jar, and tells it here.
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            Path file = CLASSES.resolve(name.replace('.', '/') + ".class");
            if (SHARED.stream().anyMatch(name::startsWith) || !Files.exists(file)) {
                return super.loadClass(name, resolve);
            }
            try {
                byte[] bytes = compiled.get(name);
                bytes = bytes == null ? Files.readAllBytes(file) : bytes;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Keeps classes instead of writing them to files. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
