package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.tensor.Step;
import io.mingle.tensor.WorkClass;
import io.mingle.tensor.WorkGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepQueueTest {

    /** Goes on with each look at it alone, so that all steps take as long. */
    private final AtomicLong clock = new AtomicLong();

    private final StepQueue queue =
            new StepQueue("test-device", work -> new Thread(work).start(), clock::incrementAndGet);

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

    /** Keeps the device in a step until the latch is at zero. */
    private void hold(CountDownLatch free) {
        queue.submit(
                () -> {
                    await(free);
                    return false;
                });
    }

    /** Work that takes as long with each step, and notes it. */
    private Step steps(String name, WorkClass kind, long nanos, int count, List<String> order) {
        AtomicInteger left = new AtomicInteger(count);
        return new Step() {
            @Override
            public boolean advance() {
                order.add(name);
                clock.addAndGet(nanos);
                return left.decrementAndGet() > 0;
            }

            @Override
            public WorkClass workClass() {
                return kind;
            }
        };
    }

    @Test
    void aClassGetsItsShareOfTheTime() {
        List<String> order = new ArrayList<>();
        CountDownLatch free = new CountDownLatch(1);
        WorkGroup all = queue.group();
        hold(free);
        all.submit(steps("train", WorkClass.MAINTENANCE, 1000, 2, order));
        all.submit(steps("answer", WorkClass.INTERACTIVE, 1000, 5, order));
        free.countDown();
        all.join();
        assertEquals(
                List.of("train", "answer", "answer", "answer", "answer", "train", "answer"), order);
    }

    @Test
    void callsOfOneThreadAreOnePieceOfWork() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Step answer = steps("answer", WorkClass.INTERACTIVE, 1000, 6, order);
        queue.call(
                () -> {
                    queue.submit(answer);
                    return clock.addAndGet(3000);
                });
        queue.call(() -> order.add("call"));
        assertTrue(order.indexOf("call") >= 3, order.toString());
    }

    @Test
    void oneAfterTheOtherInAGroupIsOnePieceOfWork() {
        List<String> order = new ArrayList<>();
        WorkGroup askers = queue.group();
        WorkGroup answers = queue.group();
        Step answer = steps("answer", WorkClass.INTERACTIVE, 1000, 8, order);
        answers.submit(
                () -> {
                    if (order.isEmpty() || order.equals(List.of("answer", "first"))) {
                        String name = order.isEmpty() ? "first" : "second";
                        askers.submit(steps(name, WorkClass.INTERACTIVE, 3000, 1, order));
                    }
                    return answer.advance();
                });
        answers.join();
        assertEquals(List.of("answer", "first", "answer", "answer", "second"), order.subList(0, 5));
    }

    @Test
    void aStepIsToldItsBudgetOnlyWhileOthersWait() {
        assertEquals(Long.MAX_VALUE, queue.call(queue::budget));
        CountDownLatch free = new CountDownLatch(1);
        WorkGroup work = queue.group();
        List<Long> budgets = new ArrayList<>();
        hold(free);
        work.submit(
                () -> {
                    budgets.add(queue.budget());
                    clock.addAndGet(StepQueue.BUDGET);
                    budgets.add(queue.budget());
                    return false;
                });
        work.submit(() -> false);
        free.countDown();
        work.join();
        assertEquals(List.of(StepQueue.BUDGET - 1, 0L), budgets);
    }

    @Test
    void joiningWaitsForAllStepsOfTheGroupAndForWhatTheySubmit() {
        List<String> order = new ArrayList<>();
        WorkGroup mine = queue.group();
        mine.submit(
                () -> {
                    mine.submit(steps("later", WorkClass.MAINTENANCE, 1000, 3, order));
                    return false;
                });
        mine.join();
        assertEquals(List.of("later", "later", "later"), order);
    }

    @Test
    void joiningDoesNotWaitForOthersAndOutlivesFailuresAndInterrupts() {
        CountDownLatch over = new CountDownLatch(1);
        queue.submit(() -> over.getCount() > 0);
        WorkGroup mine = queue.group();
        mine.submit(
                () -> {
                    throw new IllegalStateException("broken work");
                });
        Thread.currentThread().interrupt();
        mine.join();
        assertTrue(Thread.interrupted());
        over.countDown();
    }

    @Test
    void aStepThatWouldHaveToWaitIsRefused() {
        WorkGroup mine = queue.group();
        assertThrows(
                InternalException.class,
                () ->
                        queue.call(
                                () -> {
                                    mine.join();
                                    mine.submit(() -> false);
                                    mine.join();
                                    return null;
                                }));
    }

    @Test
    void workWithoutWeightIsDroppedAlone() {
        WorkGroup mine = queue.group();
        mine.submit(
                new Step() {
                    @Override
                    public boolean advance() {
                        return true;
                    }

                    @Override
                    public double weight() {
                        return 0;
                    }
                });
        mine.join();
        assertEquals(7, queue.call(() -> 7));
    }

    @Test
    void aDeviceClosedWhileBusyGivesEachOneMoreStepAndLeavesNobodyWaiting() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        WorkGroup mine = queue.group();
        queue.submit(
                () -> {
                    begun.countDown();
                    await(free);
                    return false;
                });
        await(begun);
        mine.submit(steps("a", WorkClass.BATCH, 1, 9, order));
        mine.submit(steps("b", WorkClass.BATCH, 1, 9, order));
        Thread closer = new Thread(() -> queue.close(() -> order.add("end")));
        closer.start();
        while (!isClosed()) {
            Thread.onSpinWait();
        }
        free.countDown();
        mine.join();
        queue.close();
        assertEquals(List.of("a", "b", "end"), order);
    }

    private boolean isClosed() {
        try {
            queue.submit(() -> false);
            return false;
        } catch (RejectedExecutionException e) {
            return true;
        }
    }

    @Test
    void workThatNobodyWaitsForAnyMoreEndsWithItsNextStep() throws InterruptedException {
        WorkGroup mine = queue.group();
        Endless endless = new Endless();
        Thread caller =
                new Thread(
                        () ->
                                assertThrows(
                                        CancelledException.class, () -> queue.call(endless, mine)));
        caller.start();
        await(endless.begun);
        caller.interrupt();
        mine.join();
        assertEquals(0, endless.dropped.getCount());
        caller.join(10_000);
    }

    /** Work that never has its result, and says when it has begun and when it was given back. */
    private static final class Endless extends SteppedWork<String> {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch dropped = new CountDownLatch(1);

        @Override
        boolean step() {
            begun.countDown();
            return false;
        }

        @Override
        String made() {
            return "never";
        }

        @Override
        void drop() {
            dropped.countDown();
        }
    }

    @Test
    void whoWaitsForWorkOfManyStepsLearnsThatTheDeviceStops() throws InterruptedException {
        Endless endless = new Endless();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        WorkGroup mine = queue.group();
        Thread caller =
                new Thread(
                        () ->
                                thrown.set(
                                        assertThrows(
                                                SkillUnavailableException.class,
                                                () -> queue.call(endless, mine))));
        caller.start();
        await(endless.begun);
        queue.close();
        mine.join();
        caller.join(10_000);
        assertEquals(0, endless.dropped.getCount());
        assertEquals(
                "The device was stopped while it worked on this. Ask again; another version takes"
                        + " over.",
                thrown.get().getMessage());
    }

    @Test
    void aDeviceWhoseThreadDiesLeavesNobodyWaiting() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        StepQueue dying =
                new StepQueue(
                        "dying-device",
                        work -> new Thread(work).start(),
                        () -> {
                            if (broken.get()) {
                                throw new OutOfMemoryError("no memory for the queue");
                            }
                            return 0;
                        });
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        WorkGroup mine = dying.group();
        mine.submit(
                () -> {
                    begun.countDown();
                    await(free);
                    broken.set(true);
                    return true;
                });
        await(begun);
        mine.submit(() -> true);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller =
                new Thread(
                        () ->
                                thrown.set(
                                        assertThrows(
                                                SkillUnavailableException.class,
                                                () -> dying.call(() -> 7))));
        caller.start();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        free.countDown();
        mine.join();
        caller.join(10_000);
        assertTrue(thrown.get() instanceof SkillUnavailableException);
        assertThrows(RejectedExecutionException.class, () -> dying.submit(() -> false));
        dying.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
