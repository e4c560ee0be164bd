package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.skill.Skill;
import io.mingle.broker.Broker;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.skill.SkillBundle.Fault;
import io.mingle.swap.SkillsFolder;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import io.mingle.trust.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The folder of skills in a framework that keeps its bundles. */
@Timeout(240)
class SkillsFolderIT {

    private static final String NAME = SkillBundle.NAME;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** No model is asked here. */
    private static final Set<String> WITHOUT =
            Set.of(
                    "io.mingle.engine.onnx",
                    "io.mingle.engine.pytorch",
                    "io.mingle.core",
                    "io.mingle.vision",
                    "io.mingle.audio",
                    "io.mingle.gen",
                    "io.mingle.nano",
                    "io.mingle.trainer",
                    "io.mingle.media.ffmpeg");

    @TempDir Path folder;
    private HostInTest host;

    @BeforeEach
    void start() throws Exception {
        host = HostInTest.start(new FrameworkFactory(), folder, WITHOUT, null);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** Also one that has a class beside the interface that lies on this test's class path, too. */
    private <T> T service(Class<T> type) throws Exception {
        BundleContext context = host.context();
        return type.cast(
                context.getService(context.getAllServiceReferences(type.getName(), null)[0]));
    }

    private List<Bundle> installed() {
        return Arrays.stream(host.context().getBundles())
                .filter(it -> NAME.equals(it.getSymbolicName()))
                .toList();
    }

    private boolean isActive(String version) {
        return installed().stream()
                .anyMatch(
                        it ->
                                it.getState() == Bundle.ACTIVE
                                        && it.getVersion().toString().equals(version));
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!wanted.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LIMIT);
            Thread.sleep(20);
        }
    }

    /** Puts it there in one piece. */
    private Path put(String version) throws Exception {
        return Files.move(
                SkillBundle.file(folder, version, Fault.NONE),
                host.skills().resolve("echo.jar"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Bundle install() throws Exception {
        put("1.0.0");
        await(() -> isActive("1.0.0"));
        service(Broker.class).lease(Skill.class, "(name=echo)", LIMIT).close();
        return installed().get(0);
    }

    @Test
    void aSkillThatWasRestrictedIsRestrictedAfterARestartAndGoesWithItsFile() throws Exception {
        long number = install().getBundleId();
        assertTrue(service(Trust.class).restricts(number));
        host.close();

        start();

        assertTrue(service(Trust.class).restricts(number));
        await(() -> isActive("1.0.0"));
        Files.delete(host.skills().resolve("echo.jar"));
        await(() -> installed().isEmpty());
    }

    @Test
    void aSkillWhoseFileWentWhileTheHostWasDownGoesWhenItStarts() throws Exception {
        install();
        host.close();
        Files.delete(host.skills().resolve("echo.jar"));

        start();

        await(() -> installed().isEmpty());
    }

    /** Nothing comes meanwhile that would be a reason to try again. */
    @Test
    void aJarThatWasRefusedForAReasonThatHasPassedIsTriedAgain() throws Exception {
        install();
        Swapper swapper = service(Swapper.class);
        assertEquals(
                Outcome.CANARY,
                swapper.canary(SkillBundle.file(folder, "2.0.0", Fault.NONE), 50).outcome());
        put("3.0.0");
        SkillsFolder skills = service(SkillsFolder.class);
        await(() -> skills.problems().toString().contains("has a canary. Promote it"));

        swapper.promote(NAME);

        await(() -> isActive("3.0.0") && skills.problems().isEmpty());
    }

    @Test
    void aLinkInTheFolderIsAsGoodAsAFile() throws Exception {
        Path jar = SkillBundle.file(folder, "1.0.0", Fault.NONE);
        Files.createSymbolicLink(host.skills().resolve("echo.jar"), jar);
        await(() -> isActive("1.0.0"));
        assertTrue(service(Trust.class).restricts(installed().get(0).getBundleId()));
    }
}
