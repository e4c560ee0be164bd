package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

@Timeout(60)
class FolderInstallerTest {

    @TempDir private Path folder;
    private Path skills;
    private Path more;

    @BeforeEach
    void make() throws Exception {
        skills = Files.createDirectory(folder.resolve("skills"));
        more = Files.createDirectory(folder.resolve("more"));
    }

    private boolean takes(Path file, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString());
        Framework framework = new FrameworkFactory().newFramework(all);
        framework.init();
        try {
            return new FolderInstaller(null, framework.getBundleContext()).canHandle(file.toFile());
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }

    private boolean takes(Path file, Path watched) throws Exception {
        return takes(file, Map.of("felix.fileinstall.dir", watched.toString()));
    }

    @Test
    void itTakesTheJarsOfItsFolder() throws Exception {
        assertTrue(takes(skills.resolve("a.jar"), skills));
        assertTrue(takes(skills.resolve("..").resolve("skills").resolve("a.jar"), skills));
        assertFalse(takes(skills.resolve("a.war"), skills));
    }

    /** Karaf has FileInstall watch deploy/, whose jars are the host's own. */
    @Test
    void itLeavesTheJarsOfOtherFoldersToOthers() throws Exception {
        assertFalse(takes(folder.resolve("deploy").resolve("a.jar"), skills));
        assertFalse(takes(skills.resolve("deploy").resolve("a.jar"), skills));
        assertFalse(takes(skills.resolve("a.jar"), Map.of()));
    }

    @Test
    void thereMayBeSeveralFolders() throws Exception {
        Map<String, String> both = Map.of("felix.fileinstall.dir", skills + ", " + more + ",");
        assertTrue(takes(skills.resolve("a.jar"), both));
        assertTrue(takes(more.resolve("a.jar"), both));
        assertFalse(takes(folder.resolve("a.jar"), both));
    }

    @Test
    void aFolderMayBeALinkAndSoMayAJar() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), skills);
        assertTrue(takes(skills.resolve("a.jar"), link));
        assertTrue(takes(link.resolve("a.jar"), skills));
        Path elsewhere = Files.createFile(more.resolve("b.jar"));
        assertTrue(takes(Files.createSymbolicLink(skills.resolve("b.jar"), elsewhere), skills));
    }

    @Test
    void whereFileInstallLooksIntoFoldersOfItsFolderItDoesToo() throws Exception {
        Path jar = skills.resolve("deep").resolve("a.jar");
        Map<String, String> recurse =
                Map.of(
                        "felix.fileinstall.dir",
                        skills.toString(),
                        "felix.fileinstall.subdir.mode",
                        "recurse");
        assertTrue(takes(jar, recurse));
        assertFalse(takes(folder.resolve("a.jar"), recurse));
    }

    @Test
    void aFolderIsComparedByItsPlaceAndNotByHowItIsWritten() throws Exception {
        File here = new File("skills");
        assertEquals(
                true,
                takes(
                        here.getAbsoluteFile().toPath().resolve("a.jar"),
                        Map.of("felix.fileinstall.dir", here.getPath())));
    }
}
