package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {

    private static final String TORCH = System.mapLibraryName("torch");
    private static final String JNI =
            "jnilib/linux-x86_64/%s/" + System.mapLibraryName("djl_torch");

    @TempDir Path folder;

    @Test
    void aPlatformWithoutNativesIsToldWhatWasLookedForAndWhatToDo() {
        NativePlatform intelMac = NativePlatform.of("Mac OS X", "x86_64");
        BundledLibtorch bundled = new BundledLibtorch(carriedFor("linux-x86_64", "cpu"), intelMac);

        String message =
                messageOf(
                        () ->
                                bundled.unpacked(
                                        settings(null, "", ""), new ReportedUnpacking(null)));

        assertContains(message, "libtorch 2.7.1 for osx-x86_64");
        assertContains(message, "carries the one for linux-x86_64");
        assertContains(message, "mingle.engine.libtorch");
        assertContains(message, "PYTORCH_LIBRARY_PATH");
        assertContains(message, "Nothing is downloaded");
        assertEquals(
                List.of(), List.of(folder.toFile().list()), "nothing may be left half-written");
    }

    @Test
    void aBundleBuiltWithoutNativesSaysSo() {
        Carried none = new Carried("none", "2.7.1", path -> null);

        String message =
                messageOf(
                        () ->
                                new BundledLibtorch(none, NativePlatform.of("Linux", "riscv64"))
                                        .unpacked(
                                                settings(null, "", ""),
                                                new ReportedUnpacking(null)));

        assertContains(message, "libtorch 2.7.1 for linux-riscv64");
        assertContains(message, "was built without any");
    }

    @Test
    void startingWithoutNativesGivesAStatusAndNoException() {
        EngineSettings settings = settings(folder.resolve("nowhere"), "", "");

        Status status =
                EngineStart.start(
                        settings,
                        carriedFor("linux-x86_64", "cpu"),
                        new ReportedUnpacking(null),
                        "a test");

        assertFalse(status.usable());
        assertEquals(0, status.threads());
        assertContains(status.explanation(), folder.resolve("nowhere").toString());
        assertContains(status.explanation(), TORCH);
    }

    @Test
    void anInstalledLibtorchOfAnotherVersionIsRefused() throws IOException {
        install("2.5.1+cpu");

        String message = messageOf(() -> installed("", "").find());

        assertContains(message, "version 2.5.1");
        assertContains(message, "fits version 2.7.1 only");
    }

    @Test
    void anInstalledLibtorchOfAForeignFlavourIsRefused() throws IOException {
        install("2.7.1+rocm6");

        String message = messageOf(() -> installed("", "").find());

        assertContains(message, "built for rocm6");
        assertContains(message, "fits cpu and cu128 on linux-x86_64");
    }

    @Test
    void anInstalledLibtorchIsFoundInItsLibFolderAndReadFromItsFiles() throws IOException {
        install("2.7.1+cu128");

        Libtorch found = installed("", "").find();

        assertEquals(folder.resolve("lib"), found.directory());
        assertEquals("2.7.1", found.version());
        assertEquals("cu128", found.flavor());
    }

    @Test
    void theSettingsSayWhatTheFilesDoNot() throws IOException {
        install("9.9.9");

        Libtorch found = installed("2.7.1", "cpu").find();

        assertEquals("cpu", found.flavor());
    }

    private InstalledLibtorch installed(String version, String flavor) {
        return new InstalledLibtorch(
                settings(folder, version, flavor), carriedFor("linux-x86_64", "cpu", "cu128"));
    }

    private EngineSettings settings(Path libtorch, String version, String flavor) {
        return new EngineSettings(
                folder, EngineSettings.DEFAULT_SETTING, libtorch, version, flavor, 0);
    }

    private void install(String version) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib").resolve(TORCH));
        Files.writeString(folder.resolve("build-version"), version + "\n");
    }

    private static Carried carriedFor(String platform, String... flavors) {
        Map<String, URL> files = new HashMap<>();
        files.put("natives/libtorch.jar", url("file:/archive"));
        for (String flavor : flavors) {
            files.put(JNI.formatted(flavor), url("file:/jni"));
        }
        return new Carried(platform, "2.7.1", files::get);
    }

    private static URL url(String text) {
        try {
            return new URL(text);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String messageOf(Executable call) {
        return assertThrows(EngineMissingException.class, call).getMessage();
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "\"" + part + "\" is missing in: " + text);
    }
}
