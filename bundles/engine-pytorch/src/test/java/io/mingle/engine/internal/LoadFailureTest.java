package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadFailureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c/libc10.so: failed to map segment from shared object",
                "/c/libc10.so: failed to map segment from shared object: Operation not permitted",
                "Error loading shared library /c/libc10.so: Operation not permitted"
            })
    void whereNothingMayBeExecutedAnotherFolderHelpsAndDeletingDoesNot(String said) {
        assertEquals(
                "Nothing may be executed from there: the file system is mounted noexec, or a rule"
                        + " of the system forbids it. Name a folder elsewhere in the variable"
                        + " MINGLE_CACHE.",
                advice(said));
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        assertEquals(
                "The disk of the cache is full. Free some space, or name another folder in the"
                        + " variable MINGLE_CACHE.",
                advice("java.io.IOException: No space left on device"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libgomp.so.1: cannot open shared object file: No such file or directory",
                "/c/libc10.so: file too short",
                "/c/libc10.so: failed to map segment from shared object: Cannot allocate memory"
            })
    void otherwiseTheFilesAreDamagedOrTheSystemLacksSomething(String said) {
        assertTrue(advice(said).startsWith("Delete the folder"), advice(said));
        assertTrue(advice(said).contains("ldd"), advice(said));
    }

    private static String advice(String said) {
        return LoadFailure.advice(
                said,
                new Libtorch(Path.of("/c"), "2.7.1", "cpu", "the bundle"),
                "the variable MINGLE_CACHE");
    }
}
