package io.mingle.engine.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@Timeout(300)
class UnpackerTest {

    private static final int SIZE = 3_000_000;

    @TempDir Path folder;
    private Path archive;
    private Path cache;
    private byte[] library;
    private final AtomicInteger unpackings = new AtomicInteger();

    @BeforeEach
    void archive() throws IOException {
        cache = folder.resolve("cache");
        archive = folder.resolve("natives.jar");
        library = new byte[SIZE];
        new Random(7).nextBytes(library);
        write(archive, library);
    }

    @Test
    void aFolderAppearsWithTheLibrariesOfTheArchiveOnly() throws IOException {
        Path unpacked = unpack();

        assertEquals(List.of("contents.properties", "libone.so", "libtwo.so"), names(unpacked));
        assertArrayEquals(library, Files.readAllBytes(unpacked.resolve("libone.so")));
        assertEquals(List.of("engine", "lock"), names(cache));
    }

    @Test
    void itIsUnpackedOnce() {
        unpack();
        unpack();

        assertEquals(1, unpackings.get());
    }

    @Test
    void threadsThatComeTogetherUnpackOnceAndAllSeeItComplete() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<byte[]>> seen = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                seen.add(threads.submit(() -> Files.readAllBytes(unpack().resolve("libone.so"))));
            }
            for (Future<byte[]> bytes : seen) {
                assertArrayEquals(library, bytes.get(120, SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, unpackings.get());
    }

    @Test
    void processesThatComeTogetherAllSeeItComplete() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(anotherProcess());
        }
        int finished = 0;
        for (Process process : processes) {
            assertTrue(process.waitFor(120, SECONDS), "a process hangs");
            String said = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.exitValue(), said);
            finished += said.contains("unpacked") ? 1 : 0;
        }

        assertEquals(1, finished, "one process unpacks, the others use its work");
        assertEquals(List.of("engine", "lock"), names(cache));
    }

    @Test
    void whatAKilledProcessLeftIsReplaced() throws IOException {
        Files.createDirectories(cache.resolve("unpacking-new"));
        Files.write(cache.resolve("unpacking-new/libone.so"), new byte[10]);
        Files.createDirectories(cache.resolve("engine"));
        Files.write(cache.resolve("engine/libone.so"), new byte[10]);

        Path unpacked = unpack();

        assertArrayEquals(library, Files.readAllBytes(unpacked.resolve("libone.so")));
        assertEquals(List.of("engine", "lock"), names(cache));
    }

    @Test
    void aFileThatWasCutShortIsNoticedAndReplaced() throws IOException {
        Path unpacked = unpack();
        Files.write(unpacked.resolve("libone.so"), new byte[10]);

        assertArrayEquals(library, Files.readAllBytes(unpack().resolve("libone.so")));
        assertEquals(2, unpackings.get());
    }

    @Test
    void anArchiveThatIsCutShortLeavesNothingAndSaysWhatToDo() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        String message = assertThrows(EngineMissingException.class, this::unpack).getMessage();

        assertTrue(message.contains("Cannot unpack a test"), message);
        assertTrue(message.endsWith("name another one in the variable MINGLE_CACHE."), message);
        assertEquals(List.of("lock"), names(cache));
    }

    @Test
    void aDiskThatHasRoomForTheLibraryAloneIsToldBeforeItIsFull() throws IOException {
        String message =
                assertThrows(IOException.class, () -> Unpacker.checkRoom(452_000_000, 446_372_105))
                        .getMessage();

        assertEquals("the disk has 452 MB left and 546 MB are needed", message);
        Unpacker.checkRoom(547_000_000, 446_372_105);
        Unpacker.checkRoom(90_000_000, 1_405_280);
        Unpacker.checkRoom(0, 446_372_105);
        Unpacker.checkRoom(1, -1);
    }

    @Test
    void aLockThatStaysTakenEndsTheWaitWithAMessage() throws IOException {
        Path file = folder.resolve("lock");
        AtomicInteger told = new AtomicInteger();
        CacheLock held = CacheLock.acquire(file, Duration.ofSeconds(1), () -> {});

        String message =
                assertThrows(
                                EngineMissingException.class,
                                () ->
                                        CacheLock.acquire(
                                                file,
                                                Duration.ofMillis(200),
                                                told::incrementAndGet))
                        .getMessage();

        assertTrue(message.contains(file.toString()), message);
        assertEquals(1, told.get());
        held.close();
        CacheLock.acquire(file, Duration.ofSeconds(1), () -> {}).close();
    }

    private Path unpack() {
        return unpack(archive, cache, unpackings::incrementAndGet);
    }

    /** Run in processes of their own: unpacks, and says so if it was the one that did. */
    public static void main(String[] arguments) {
        unpack(Path.of(arguments[0]), Path.of(arguments[1]), () -> System.out.println("unpacked"));
    }

    private Process anotherProcess() throws IOException {
        String classPath =
                Stream.of(UnpackerTest.class, Unpacker.class, Logger.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .map(location -> Path.of(URI.create(location.toString())).toString())
                        .reduce((a, b) -> a + File.pathSeparator + b)
                        .orElseThrow();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        UnpackerTest.class.getName(),
                        archive.toString(),
                        cache.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Path unpack(Path archive, Path cache, Runnable whenDone) {
        try {
            return new Unpacker(cache, "the variable MINGLE_CACHE", new Heard(whenDone))
                    .unpack("a test", archive.toUri().toURL(), "engine");
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path archive, byte[] library) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name :
                    List.of(
                            "META-INF/MANIFEST.MF",
                            "pytorch/cpu/any/libone.so",
                            "pytorch/cpu/any/libtwo.so",
                            "native/lib/pytorch.properties")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(library);
                zip.closeEntry();
            }
        }
    }

    private record Heard(Runnable whenDone) implements UnpackListener {

        @Override
        public void started(String what, Path to) {}

        @Override
        public void advanced(long done, long total) {}

        @Override
        public void finished(long bytes, Duration took) {
            whenDone.run();
        }

        @Override
        public void waiting(Path lock) {}
    }
}
