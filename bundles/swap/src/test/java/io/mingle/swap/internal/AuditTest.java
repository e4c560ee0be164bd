package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Each change and each refusal leaves one line, with who wanted it. */
class AuditTest extends SwapperFixture {

    private RecordedAudit audit;

    @BeforeEach
    void listen() {
        audit = new RecordedAudit();
    }

    @AfterEach
    void listenNoMore() {
        audit.close();
    }

    private void told(String... lines) {
        assertEquals(List.of(lines), audit.lines());
    }

    private void throwsRefusal(Runnable work) {
        assertThrows(InvalidRequestException.class, work::run);
    }

    @Test
    void whatIsReplacedAndGoneBackToIsTold() throws Exception {
        own("1.0.0").start();
        swapper.swap(jar("2.0.0"), WHO);
        swapper.rollback(NAME, WHO);
        swapper.canary(jar("3.0.0"), 10, WHO);
        swapper.promote(NAME, WHO);
        swapper.swap(failing("4.0.0"), WHO);
        told(
                "updated: example.echo 1.0.0 -> 2.0.0, by a test, sha256",
                "updated: example.echo 2.0.0 -> 1.0.0, by a test",
                "shared: example.echo 1.0.0 -> 3.0.0, by a test, sha256",
                "updated: example.echo 1.0.0 -> 3.0.0, by a test",
                "refused: example.echo 3.0.0 -> 4.0.0, by a test, sha256");
    }

    @Test
    void aRefusalThatIsThrownIsToldOnceWhateverItIsFor() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar at all");
        Path jar = jar("1.0.0");
        Path fragment = TestBundle.of("1.0.0").with("Fragment-Host", "other").in(folder);
        throwsRefusal(() -> swapper.swap(text, WHO));
        throwsRefusal(() -> swapper.swap(jar, WHO));
        throwsRefusal(() -> swapper.install(fragment, WHO));
        throwsRefusal(() -> swapper.rollback(NAME, WHO));
        throwsRefusal(() -> swapper.promote(NAME, WHO));
        throwsRefusal(() -> swapper.canary(jar, 100, WHO));
        throwsRefusal(() -> swapper.drain(NAME, Duration.ZERO, WHO));
        throwsRefusal(() -> swapper.resume(NAME, WHO));
        throwsRefusal(() -> swapper.tryAgain(NAME, WHO));
        told(
                "refused: %s, by a test".formatted(text),
                "refused: example.echo 1.0.0, by a test, sha256",
                "refused: example.echo 1.0.0, by a test, sha256",
                "refused: example.echo, by a test",
                "refused: example.echo, by a test",
                "refused: %s, by a test".formatted(jar),
                "refused: example.echo, by a test",
                "refused: example.echo, by a test",
                "refused: example.echo, by a test");
    }

    @Test
    void aJarThatTheFrameworkDoesNotTakeIsTold() throws Exception {
        Path jar = TestBundle.of("1.0.0").with("Bundle-ManifestVersion", "77").in(folder);

        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> swapper.install(jar, WHO));

        assertEquals(
                "The framework could not do it:",
                error.getMessage().substring(0, "The framework could not do it:".length()));
        told("refused: example.echo 1.0.0, by a test, sha256");
    }

    @Test
    void aBundleIsToldToBeRemovedWhenItIs() throws Exception {
        swapper.install(jar("1.0.0"), WHO);
        swapper.remove(NAME, WHO);
        swapper.install(
                TestBundle.of("2.0.0")
                        .with(ObedientActivator.STOP, ObedientActivator.HANGS)
                        .in(folder),
                WHO);
        Bundle stuck = active();
        swapper.remove(NAME, WHO);
        told(
                "installed: example.echo 1.0.0, by a test, sha256",
                "removed: example.echo 1.0.0, by a test",
                "installed: example.echo 2.0.0, by a test, sha256",
                "not removed: example.echo 2.0.0, by a test");

        System.setProperty(ObedientActivator.OVER, "");
        while (audit.lines().size() < 5) {
            Thread.sleep(1);
        }

        assertEquals(Bundle.UNINSTALLED, stuck.getState());
        assertEquals(
                "removed: example.echo 2.0.0, by the swapper, when it had returned at last",
                audit.lines().get(4));
    }

    @Test
    void whoDrainsAndResumesIsTold() throws Exception {
        own("1.0.0").start();
        swapper.drain(NAME, Duration.ZERO, WHO);
        swapper.resume(NAME, WHO);
        told("drained: example.echo 1.0.0, by a test", "resumed: example.echo 1.0.0, by a test");
    }

    @Test
    void aRefusalIsToldWithItsReasonInOneLine() throws Exception {
        own("1.0.0").start();
        swapper.swap(failing("2.0.0"), WHO);
        throwsRefusal(() -> swapper.promote(NAME, WHO));
        assertEquals(
                List.of(
                        "refused: example.echo 1.0.0 -> 2.0.0, by a test, sha256: example.echo"
                                + " 2.0.0 does not start: It"
                                + " fails, as it was told to. Version 1.0.0 keeps serving.",
                        "refused: example.echo, by a test: example.echo has no canary that could"
                                + " be promoted. Start one first."),
                audit.whole());
    }
}
