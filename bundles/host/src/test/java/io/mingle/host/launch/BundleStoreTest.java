package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.UnwritableOutputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {

    private static final byte[] SMALL = "a bundle".getBytes();
    private static final byte[] LARGE = new byte[3_000_000];

    static {
        new Random(1).nextBytes(LARGE);
    }

    @TempDir private Path folder;
    private Path cache;
    private Installation installation;

    @BeforeEach
    void writeJar() throws Exception {
        cache = folder.resolve("cache");
        installation =
                Installation.of(
                        CarryingJar.of(
                                HostJar.write(
                                        folder.resolve("mingle.jar"),
                                        Map.of(
                                                "bundles/large.jar", LARGE,
                                                "bundles/small.jar", SMALL))),
                        "a");
    }

    @Test
    void bundlesAreUnpackedOnce() throws Exception {
        List<String> told = new ArrayList<>();
        List<Path> files = new BundleStore(cache).unpack(installation, false, told::add);
        assertArrayEquals(LARGE, Files.readAllBytes(files.get(0)));
        assertArrayEquals(SMALL, Files.readAllBytes(files.get(1)));
        assertEquals(2, told.size());

        told.clear();
        assertEquals(files, new BundleStore(cache).unpack(installation, false, told::add));
        assertEquals(List.of(), told);
    }

    @Test
    void bundleOfAnotherLengthIsReplaced() throws Exception {
        BundleStore store = new BundleStore(cache);
        Path file = store.unpack(installation, false, text -> {}).get(0);
        Files.write(file, new byte[] {1, 2, 3});
        assertEquals(file, store.unpack(installation, false, text -> {}).get(0));
        assertArrayEquals(LARGE, Files.readAllBytes(file));
    }

    @Test
    void startersAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> starts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                starts.add(
                        () ->
                                Files.readAllBytes(
                                        new BundleStore(cache)
                                                .unpack(installation, false, text -> {})
                                                .get(0)));
            }
            for (Future<byte[]> seen : threads.invokeAll(starts, 60, TimeUnit.SECONDS)) {
                assertArrayEquals(LARGE, seen.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(List.of(), partsIn(cache));
    }

    @Test
    void halfAFileOfADeadProcessIsNeverTaken() throws Exception {
        CarriedBundle large = installation.bundles().get(0);
        Path place = Files.createDirectories(cache.resolve("bundles").resolve(large.key()));
        Files.write(place.resolve("large.jar.dead.part"), new byte[1000]);
        Path file = new BundleStore(cache).unpack(installation, false, text -> {}).get(0);
        assertArrayEquals(LARGE, Files.readAllBytes(file));
    }

    @Test
    void bundlesThatNobodyHasUsedForLongGoWhenNewOnesCome() throws Exception {
        Path forgotten = Files.createDirectories(cache.resolve("bundles/00000000-1"));
        Path recent = Files.createDirectories(cache.resolve("bundles/00000000-2"));
        Files.write(forgotten.resolve("old.jar"), new byte[1]);
        Files.setLastModifiedTime(
                forgotten, FileTime.from(Instant.now().minus(Duration.ofDays(60))));
        new BundleStore(cache).unpack(installation, false, text -> {});
        assertFalse(Files.exists(forgotten));
        assertTrue(Files.exists(recent));
    }

    @Test
    void cacheThatCannotBeWrittenIsNamedWithAWayOut() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        UnwritableOutputException error =
                assertThrows(
                        UnwritableOutputException.class,
                        () -> new BundleStore(file).unpack(installation, false, text -> {}));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
        assertTrue(error.getMessage().contains("MINGLE_CACHE"), error.getMessage());
    }

    private static List<Path> partsIn(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".part")).toList();
        }
    }
}
