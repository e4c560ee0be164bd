package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.tensor.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepQueueTest {

    private final StepQueue queue = new StepQueue("test-device", work -> new Thread(work).start());

    @AfterEach
    void stop() {
        queue.close();
    }

    @Test
    void takesAStepOfEachPieceOfWorkInTurn() throws InterruptedException {
        List<String> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        CountDownLatch begin = new CountDownLatch(1);
        queue.submit(
                () -> {
                    await(begin);
                    return false;
                });
        submitThreeSteps("a", order, done);
        submitThreeSteps("b", order, done);
        begin.countDown();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "b3"), order);
    }

    private void submitThreeSteps(String name, List<String> order, CountDownLatch done) {
        int[] step = new int[1];
        queue.submit(
                () -> {
                    order.add(name + ++step[0]);
                    if (step[0] == 3) {
                        done.countDown();
                    }
                    return step[0] < 3;
                });
    }

    @Test
    void whatIsGivenBackIsWaitedForThroughAnInterrupt() {
        List<String> done = new ArrayList<>();
        Thread.currentThread().interrupt();
        queue.finish(() -> done.add("closed"));
        assertTrue(Thread.interrupted());
        assertEquals(List.of("closed"), done);
    }

    @Test
    void aResultThatComesTooLateIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(2);
        AutoCloseable result = closed::countDown;
        Thread waits =
                new Thread(
                        () -> {
                            assertThrows(
                                    CancelledException.class,
                                    () ->
                                            queue.call(
                                                    () -> {
                                                        begun.countDown();
                                                        await(interrupted);
                                                        return List.of(result, result);
                                                    }));
                            interrupted.countDown();
                        });
        waits.start();
        await(begun);
        waits.interrupt();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
    }

    @Test
    void workThatHasNotBegunIsDroppedWithWhoWaitedForIt() throws InterruptedException {
        List<String> done = new ArrayList<>();
        CountDownLatch free = new CountDownLatch(1);
        queue.submit(
                () -> {
                    await(free);
                    return false;
                });
        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, () -> queue.call(() -> done.add("ran")));
        assertTrue(Thread.interrupted());
        free.countDown();
        queue.finish(() -> done.add("end"));
        assertEquals(List.of("end"), done);
    }

    @Test
    void callFromAStepRunsAtOnceInsteadOfWaitingForItself() {
        assertEquals("inner", queue.call(() -> queue.call(() -> "inner")));
    }

    @Test
    void workThatThrowsEndsAndTheDeviceGoesOn() {
        queue.submit(
                () -> {
                    throw new IllegalStateException("broken work");
                });
        assertEquals(7, queue.call(() -> 7));
    }

    @Test
    void workThatCannotSayWhatItIsForEndsAndTheDeviceGoesOn() {
        queue.submit(
                new Step() {
                    @Override
                    public boolean advance() {
                        return true;
                    }

                    @Override
                    public long request() {
                        throw new IllegalStateException("broken work");
                    }
                });
        assertEquals(7, queue.call(() -> 7));
    }

    @Test
    void anInterruptThatAStepLeavesBehindEndsWithTheStep() {
        queue.submit(
                () -> {
                    Thread.currentThread().interrupt();
                    return false;
                });
        assertFalse(queue.call(() -> Thread.currentThread().isInterrupted()));
    }

    @Test
    void anInterruptOfItsThreadDoesNotEndTheDevice() {
        Thread device = queue.call(Thread::currentThread);
        device.interrupt();
        assertEquals(7, queue.call(() -> 7));
    }

    @Test
    void typedErrorsReachTheCallerAsTheyAre() {
        InvalidRequestException thrown =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                queue.call(
                                        () -> {
                                            throw new InvalidRequestException("asked wrongly");
                                        }));
        assertEquals("asked wrongly", thrown.getMessage());
        assertThrows(
                InternalException.class,
                () ->
                        queue.call(
                                () -> {
                                    throw new IllegalStateException("other");
                                }));
    }

    @Test
    void aWaitingCallerCanBeInterrupted() throws InterruptedException {
        CountDownLatch begin = new CountDownLatch(1);
        queue.submit(
                () -> {
                    await(begin);
                    return false;
                });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                queue.call(() -> 1);
                            } catch (CancelledException e) {
                                thrown.set(e);
                            }
                        });
        caller.start();
        caller.interrupt();
        caller.join(10_000);
        begin.countDown();
        assertTrue(thrown.get() instanceof CancelledException);
    }

    @Test
    void aClosedDeviceRefusesWork() {
        queue.close();
        assertThrows(RejectedExecutionException.class, () -> queue.submit(() -> false));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
