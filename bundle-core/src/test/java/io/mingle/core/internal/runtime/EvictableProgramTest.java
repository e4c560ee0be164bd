package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.tensor.DataType;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four numbers are stored, and held in half of their size: 8 bytes for each program. */
@Timeout(60)
class EvictableProgramTest {

    private static final String OWNER = "resident";
    private static final float[] TWICE = {2, 4, 6, 8};
    private static final ProgramSource EMPTY =
            new ProgramSource.Builder("Empty").tensors("w").build();

    @TempDir static Path folder;
    private static TorchDevice device;
    private static SafetensorsIndex checkpoint;

    private TorchRuntime runtime;

    @BeforeAll
    static void open() throws IOException {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(new float[] {1, 2, 3, 4});
        try (SafetensorsWriter writer =
                new SafetensorsWriter(
                        folder.resolve("model.safetensors"),
                        List.of(new TensorSpec("t", StoredType.F32, 4)),
                        Map.of())) {
            writer.write("t", bytes);
            writer.commit();
        }
        checkpoint = SafetensorsIndex.open(folder);
    }

    @AfterAll
    static void close() {
        device.close();
    }

    @BeforeEach
    void start() {
        runtime = new TorchRuntime(device, OWNER);
    }

    @AfterEach
    void stop() {
        runtime.close();
        assertEquals(0, device.files().count(), "files stay mapped");
        device.unloadAfter(Duration.ZERO);
        Limits.lift(device);
    }

    private LoadedProgram program(String... names) {
        ProgramSource source =
                new ProgramSource.Builder("Twice")
                        .tensors("w")
                        .method(
                                "twice",
                                "",
                                "Tensor",
                                "return torch.mul(torch.to(self.w[0], 6), 2)")
                        .build();
        return runtime.load(source, checkpoint, List.of(names), DataType.BFLOAT16);
    }

    private static float[] twice(Program program) {
        try (Tensor result = program.runOne("twice")) {
            return result.floats();
        }
    }

    private static long weights() {
        return device.heldBy(OWNER, TorchDevice.WEIGHTS);
    }

    @Test
    void whatIsNotUsedIsUnloadedAndItsNextUseLoadsItAgain() throws InterruptedException {
        Program program = program("t");
        assertEquals(8, weights());

        device.unloadAfter(Duration.ofMillis(50));
        for (int i = 0; i < 3000 && weights() > 0; i++) {
            Thread.sleep(10);
        }
        runtime.scheduler().call(() -> null);

        assertEquals(0, weights());
        assertEquals(0, device.files().count());
        device.unloadAfter(Duration.ZERO);
        assertArrayEquals(TWICE, twice(program));
        assertEquals(8, weights());
    }

    /** The step that reloads has no budget left, and others wait behind it. */
    @Test
    @Timeout(60)
    void aReloadWithinALongStepComesToAnEndWhileOthersWait() throws Exception {
        Program program = program("t");
        device.unloadAfter(Duration.ofMillis(50));
        for (int i = 0; i < 3000 && weights() > 0; i++) {
            Thread.sleep(10);
        }
        device.unloadAfter(Duration.ZERO);
        AtomicBoolean waited = new AtomicBoolean();
        float[] found =
                runtime.scheduler()
                        .call(
                                () -> {
                                    runtime.scheduler()
                                            .submit(
                                                    () -> {
                                                        waited.set(true);
                                                        return false;
                                                    });
                                    while (runtime.scheduler().budget() > 0) {
                                        Thread.onSpinWait();
                                    }
                                    return twice(program);
                                });
        assertArrayEquals(TWICE, found);
        runtime.scheduler().call(() -> null);
        assertTrue(waited.get());
    }

    @Test
    void theLeastRecentlyUsedMakesRoom() {
        Program first = program("t");
        Program second = program("t");
        assertArrayEquals(TWICE, twice(first));
        Limits.limit(device, OWNER, 40);

        Tensor cache = runtime.zeros("cache", DataType.UINT8, 32);

        assertEquals(8, weights());
        cache.close();
        Limits.limit(device, OWNER, 24);
        assertArrayEquals(TWICE, twice(second));
        assertArrayEquals(TWICE, twice(first));
    }

    @Test
    void whatTheStepUnderWayComputesWithStays() {
        Program program = program("t");
        Limits.limit(device, OWNER, 24);
        runtime.scheduler()
                .call(
                        () -> {
                            assertArrayEquals(TWICE, twice(program));
                            return assertThrows(
                                    MemoryRefusedException.class,
                                    () -> runtime.zeros("cache", DataType.UINT8, 20));
                        });
        assertEquals(8, weights());
        runtime.zeros("cache", DataType.UINT8, 20).close();
        assertEquals(0, weights(), "in another step it makes room");
    }

    @Test
    void whatIsHeldStaysLoadedUntilItIsLetGo() {
        LoadedProgram program = program("t");
        Limits.limit(device, OWNER, 24);
        Reservation hold = program.hold();
        assertThrows(
                MemoryRefusedException.class, () -> runtime.zeros("cache", DataType.UINT8, 20));
        hold.close();
        hold.close();
        runtime.zeros("cache", DataType.UINT8, 20).close();
        assertEquals(0, weights());
        program.hold().close();
        assertEquals(8, weights());
    }

    @Test
    void othersAreNotUnloadedForAnOwnerThatIsAtItsOwnLimit() {
        program("t");
        Limits.limit(device, "greedy", 4);
        try (TorchRuntime greedy = new TorchRuntime(device, "greedy")) {
            assertThrows(
                    MemoryRefusedException.class, () -> greedy.zeros("cache", DataType.UINT8, 5));
        }
        assertEquals(8, weights());
    }

    @Test
    void whatDoesNotLoadHoldsNothing() {
        assertThrows(BrokenModelException.class, () -> program("t", "absent"));
        assertEquals(0, weights());
        assertEquals(0, device.files().count());
    }

    @Test
    void whatDoesNotFitAtFirstIsLoadedByTheFirstUseThatFits() {
        Limits.limit(device, OWNER, 4);
        LoadedProgram program = program("t");
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> twice(program));
        assertEquals(8, refused.needed());
        assertThrows(MemoryRefusedException.class, program::hold);
        assertEquals(0, weights());
        assertEquals(0, device.files().count());

        Limits.limit(device, OWNER, 24);
        assertArrayEquals(TWICE, twice(program));
        assertEquals(8, weights());
    }

    @Test
    void whatMadeRoomForItselfWhileLoadingMakesRoomForOthers() {
        Limits.limit(device, OWNER, 12);
        LoadedProgram one = program("t");
        LoadedProgram two = program("t");
        assertEquals(8, weights());
        one.hold().close();
        two.hold().close();
        assertEquals(8, weights());
    }

    @Test
    void whatCanNeverFitUnloadsNothing() {
        program("t");
        program("t");
        Limits.limit(device, OWNER, 24);
        assertThrows(
                MemoryRefusedException.class, () -> runtime.zeros("cache", DataType.UINT8, 25));
        assertEquals(16, weights());
        device.ledger().limit(24, Map.of());
        assertThrows(
                MemoryRefusedException.class, () -> runtime.zeros("cache", DataType.UINT8, 25));
        assertEquals(16, weights());

        runtime.zeros("cache", DataType.UINT8, 24).close();
        assertEquals(0, weights());
    }

    @Test
    void aLoadWhoseCallerIsInterruptedIsGivenBack() throws Exception {
        Thread worker = runtime.scheduler().call(Thread::currentThread);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                program("t");
                                failure.complete(null);
                            } catch (RuntimeException e) {
                                failure.complete(e);
                            }
                        });
        // The load has to ask the ledger, and stands still there.
        synchronized (device.ledger()) {
            caller.start();
            while (worker.getState() != Thread.State.BLOCKED) {
                Thread.sleep(1);
            }
            caller.interrupt();
            assertInstanceOf(CancelledException.class, failure.get(30, TimeUnit.SECONDS));
        }
        runtime.join();
        assertEquals(0, weights());
        assertEquals(0, device.files().count());
    }

    private ProgramLoading loading() {
        return new ProgramLoading(
                runtime, EMPTY, checkpoint, List.of("t"), DataType.BFLOAT16, it -> {});
    }

    /** The first step of a loading finds that there is room, and a later one takes it. */
    @Test
    void nobodyElseTakesTheRoomOfALoadingBetweenItsSteps() {
        ProgramLoading loading = loading();
        Limits.limit(device, OWNER, 16);
        runtime.scheduler().call(loading::step);
        assertEquals(8, weights());

        assertThrows(MemoryRefusedException.class, () -> runtime.zeros("cache", DataType.UINT8, 9));
        Tensor rest = runtime.zeros("cache", DataType.UINT8, 8);
        assertTrue(runtime.scheduler().call(loading::step));
        assertEquals(8, weights());

        runtime.scheduler().finish(loading::drop);
        assertEquals(0, weights());
        rest.close();
    }

    @Test
    void aLoadingThatIsDroppedBetweenItsStepsHoldsNoRoom() {
        ProgramLoading loading = loading();
        runtime.scheduler().call(loading::step);
        assertEquals(8, weights());
        runtime.scheduler().finish(loading::drop);
        assertEquals(0, weights());
    }

    /** Whoever closes may come between the end of a loading and whoever waits for it. */
    @Test
    void whatIsLoadedWhileItsOwnerClosesIsNotKept() throws Exception {
        for (int i = 0; i < 50; i++) {
            TorchRuntime closing = new TorchRuntime(device, OWNER);
            Thread loads = new Thread(() -> load(closing));
            Thread worker = runtime.scheduler().call(Thread::currentThread);
            Thread closes = new Thread(closing::close);
            synchronized (device.ledger()) {
                loads.start();
                while (worker.getState() != Thread.State.BLOCKED) {
                    Thread.sleep(1);
                }
                closes.start();
                while (closes.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
            loads.join();
            closes.join();
            long spare =
                    runtime.scheduler()
                            .call(() -> device.residents().spareBytes(OWNER, device.step() + 1));
            assertEquals(0, spare);
            assertEquals(0, weights());
            assertEquals(0, device.files().count());
        }
    }

    private static void load(TorchRuntime runtime) {
        runtime.load(EMPTY, checkpoint, List.of("t"), DataType.BFLOAT16);
    }

    @Test
    void aClosedProgramIsNotLoadedAgain() {
        Program program = program("t");
        program.close();
        program.close();
        assertEquals(0, weights());
        assertThrows(RuntimeException.class, () -> twice(program));
    }

    @Test
    void aReservationIsGivenBackOnce() {
        var reservation = runtime.reserve("scratch", 100);
        assertEquals(100, device.heldBy(OWNER, "scratch"));
        Tensor other = runtime.zeros("scratch", DataType.UINT8, 10);
        reservation.close();
        reservation.close();
        assertEquals(10, device.heldBy(OWNER, "scratch"));
        other.close();
        Limits.limit(device, OWNER, 99);
        assertThrows(MemoryRefusedException.class, () -> runtime.reserve("scratch", 100));
    }
}
