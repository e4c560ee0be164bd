package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.gen.tiny.TinyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PictureGeneratorTest {

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final DrawingOptions SEEDED = DrawingOptions.USUAL.withSeed(7);

    @TempDir private Path parent;

    @Test
    void aModelWithoutAGeneratorSaysSo() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        for (String part : new String[] {"transformer", "vae", "connector", "mlp"}) {
            remove(folder.resolve(part));
        }
        try (TinyStudio studio = new TinyStudio(folder)) {
            SkillUnavailableException error =
                    assertThrows(
                            SkillUnavailableException.class,
                            () -> studio.drawing().draw("a star", SEEDED));
            assertEquals(
                    "The model 'tiny' has no picture generator: its folder has none of"
                            + " transformer/, vae/, connector/, mlp/. Use a model that has one.",
                    error.getMessage());
            assertThrows(SkillUnavailableException.class, () -> studio.drawing().sizes());
            new DrawingSelfTest(studio.generator()).run();
            DrawingDemo demo = new DrawingDemo(studio.generator());
            assertEquals(List.of(), demo.cases());
            assertEquals(List.of(), demo.remarks(null));
        }
    }

    @Test
    void aFolderWithoutVaeIsToldAsOneThatIsNotWhole() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        remove(folder.resolve("vae"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            BrokenModelException error =
                    assertThrows(
                            BrokenModelException.class,
                            () -> studio.drawing().draw("a star", SEEDED));
            assertEquals(
                    "The picture generator of the model 'tiny' is not whole: the folder has"
                            + " transformer/, connector/, mlp/ and lacks vae/, or what belongs in"
                            + " there. Fetch the folder again.",
                    error.getMessage());
        }
    }

    @Test
    void aTensorThatIsMissingIsToldByItsName() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        Path config = folder.resolve("transformer/config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_layers\": 2", "\"num_layers\": 3"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            BrokenModelException error =
                    assertThrows(
                            BrokenModelException.class,
                            () -> studio.drawing().draw("a star", SEEDED));
            assertTrue(
                    error.getMessage().contains("transformer_blocks.2.norm1.linear.weight"),
                    error.getMessage());
        }
    }

    @Test
    void weightsThatAreNotNumbersAreToldWithTheStep() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        spoil(folder.resolve("transformer/diffusion_pytorch_model.safetensors"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            BrokenModelException error =
                    assertThrows(BrokenModelException.class, () -> draw(studio, SEEDED));
            assertTrue(
                    error.getMessage().contains("not a number in step 1 of 4"), error.getMessage());
        }
    }

    @Test
    void pixelsThatAreNotNumbersAreToldToo() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        spoil(folder.resolve("vae/diffusion_pytorch_model.safetensors"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            BrokenModelException error =
                    assertThrows(BrokenModelException.class, () -> draw(studio, SEEDED));
            assertTrue(error.getMessage().contains("vae/"), error.getMessage());
        }
    }

    @Test
    void whereMemoryIsShortNothingIsBegunAndNothingKept() throws IOException {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            draw(studio, SEEDED);
            long before = studio.device().held();
            studio.device().limit(before + 1000);

            MemoryRefusedException refusal =
                    assertThrows(MemoryRefusedException.class, () -> draw(studio, SEEDED));

            assertTrue(refusal.getMessage().contains("bytes"), refusal.getMessage());
            assertEquals(before, studio.device().held());
            studio.device().limit(Long.MAX_VALUE);
            draw(studio, SEEDED);
        }
    }

    @Test
    void aDrawingThatIsCancelledEndsWithinAStepAndGivesAllBack() throws Exception {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            draw(studio, SEEDED);
            long before = studio.device().held();
            Generation<Drawings> drawing = studio.drawing().draw("a star", SEEDED.withSteps(1000));
            AtomicLong last = new AtomicLong();
            drawing.subscribe(
                    new Flow.Subscriber<Event>() {
                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {
                            subscription.request(Long.MAX_VALUE);
                        }

                        @Override
                        public void onNext(Event event) {
                            if (event instanceof Progress progress) {
                                last.set(progress.step());
                                if (progress.step() == 3) {
                                    drawing.cancel();
                                }
                            }
                        }

                        @Override
                        public void onError(Throwable error) {
                            throw new AssertionError(error);
                        }

                        @Override
                        public void onComplete() {
                            // Its last event has told.
                        }
                    });

            assertThrows(CancelledException.class, () -> drawing.join(LIMIT));

            assertEquals(3, last.get(), "no step after the one in which it was cancelled");
            assertHeld(before, studio);
        }
    }

    /** Who waited may hear of the end before the last tensor is freed on the device. */
    private static void assertHeld(long bytes, TinyStudio studio) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (studio.device().held() != bytes && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertEquals(bytes, studio.device().held());
    }

    @Test
    void whatStillRunsWhenItIsStoppedMayBeAskedAgain() throws Exception {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            draw(studio, SEEDED);
            Generation<Drawings> drawing =
                    studio.drawing().draw("a star", SEEDED.withSteps(1000).withCount(64));
            studio.generator().close();

            SkillUnavailableException error =
                    assertThrows(SkillUnavailableException.class, () -> drawing.join(LIMIT));
            assertTrue(error.retryable());
        }
    }

    @Test
    void theSelfTestDrawsWithAModelThatDrawsAndFailsWithABrokenOne() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            new DrawingSelfTest(studio.generator()).run();
        }
        spoil(folder.resolve("transformer/diffusion_pytorch_model.safetensors"));
        try (TinyStudio studio = new TinyStudio(folder)) {
            DrawingSelfTest test = new DrawingSelfTest(studio.generator());
            assertThrows(BrokenModelException.class, test::run);
        }
    }

    private static Drawings draw(TinyStudio studio, DrawingOptions options) {
        return studio.drawing().draw("a star", options).join(LIMIT).result();
    }

    /** Overwrites all weights of a file, behind its header. */
    private static void spoil(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = Math.toIntExact(Long.BYTES + bytes.getLong(0));
        for (; at + Float.BYTES <= bytes.capacity(); at += Float.BYTES) {
            bytes.putFloat(at, Float.NaN);
        }
        Files.write(file, bytes.array());
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
