package io.mingle.onnx.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphPort;
import io.mingle.api.graph.GraphTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs in ONNX Runtime itself. */
@Timeout(120)
class OnnxGraphsTest {

    private static final long PATIENCE_MILLIS = 60_000;

    private static final GraphTensor ONE = GraphTensor.Floats.of(new float[] {1}, 1);
    private static final GraphTensor LENGTH = GraphTensor.Ints.of(new int[] {7}, 1);

    @Test
    void aGraphMakesWhatItSaysOfAnyLength() {
        try (Graph graph = Graphs.open("affine")) {
            assertEquals(
                    List.of(
                            new GraphPort("x", "FLOAT", List.of(1L, -1L)),
                            new GraphPort("length", "INT32", List.of(1L))),
                    graph.inputs());
            assertEquals(
                    List.of("y", "n", "wide"),
                    graph.outputs().stream().map(GraphPort::name).toList());
            for (int length : new int[] {3, 0, 1000}) {
                float[] x = new float[length];
                float[] y = new float[length];
                for (int i = 0; i < length; i++) {
                    x[i] = i / 4f;
                    y[i] = 2 * x[i] + 1;
                }
                List<GraphTensor> made =
                        graph.run(List.of(GraphTensor.Floats.of(x, 1, length), LENGTH));
                assertEquals(List.of(1L, (long) length), made.get(0).shape());
                assertArrayEquals(y, ((GraphTensor.Floats) made.get(0)).values());
                assertArrayEquals(new int[] {21}, ((GraphTensor.Ints) made.get(1)).values());
                assertArrayEquals(new long[] {7}, ((GraphTensor.Longs) made.get(2)).values());
            }
        }
    }

    @Test
    void inputsThatDoNotFitAreRefused() {
        try (Graph graph = Graphs.open("affine")) {
            String message =
                    assertThrows(InvalidRequestException.class, () -> graph.run(List.of(ONE)))
                            .getMessage();
            assertTrue(message.contains("takes 2 inputs, and 1 were given"), message);
            List<GraphTensor> swapped = List.of(LENGTH, ONE);
            message =
                    assertThrows(InvalidRequestException.class, () -> graph.run(swapped))
                            .getMessage();
            assertTrue(message.contains("takes x values of FLOAT, and INT32 was given"), message);
            List<GraphTensor> flat = List.of(GraphTensor.Floats.of(new float[6], 1, 2, 3), LENGTH);
            message = assertThrows(BrokenModelException.class, () -> graph.run(flat)).getMessage();
            assertTrue(message.startsWith("The graph " + Graphs.file("affine")), message);
        }
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> GraphTensor.Floats.of(new float[5], 2, 3))
                        .getMessage();
        assertEquals(
                "A tensor of the shape [2, 3] was given 5 values. Give as many as the shape has.",
                message);
    }

    @Test
    void moreThanAnybodyWantsIsNotTakenOver() {
        try (Graph graph = Graphs.open("zeros")) {
            long most = Tensors.MOST_VALUES;
            GraphTensor much = new GraphTensor.Longs(List.of(1L), new long[] {most + 1});
            String message =
                    assertThrows(BrokenModelException.class, () -> graph.run(List.of(much)))
                            .getMessage();
            assertTrue(message.contains("or of more than " + most + " in all"), message);
            GraphTensor absurd = new GraphTensor.Longs(List.of(1L), new long[] {1L << 60});
            assertThrows(BrokenModelException.class, () -> graph.run(List.of(absurd)));
            GraphTensor few = new GraphTensor.Longs(List.of(1L), new long[] {2});
            assertEquals(List.of(2L), graph.run(List.of(few)).get(0).shape());
        }
    }

    @Test
    void outputsAreManyTogether() {
        try (Graph graph = Graphs.open("zeros-twice")) {
            GraphTensor half = new GraphTensor.Longs(List.of(1L), new long[] {40 << 20});
            String message =
                    assertThrows(BrokenModelException.class, () -> graph.run(List.of(half)))
                            .getMessage();
            assertTrue(message.contains("made z of"), message);
            GraphTensor few = new GraphTensor.Longs(List.of(1L), new long[] {2});
            assertEquals(2, graph.run(List.of(few)).size());
        }
    }

    /** Where they were computed when it is opened, that would take minutes. */
    @Test
    void constantsOfAGraphAreComputedInItsRun() {
        try (Graph graph = Graphs.open("long-constants")) {
            Thread.currentThread().interrupt();
            assertThrows(CancelledException.class, () -> graph.run(List.of(ONE)));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aRunThatNobodyWaitsForEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> task =
                new FutureTask<>(
                        () -> {
                            try (Graph graph = Graphs.open("endless")) {
                                begun.countDown();
                                assertThrows(
                                        CancelledException.class, () -> graph.run(List.of(ONE)));
                                return Thread.currentThread().isInterrupted();
                            }
                        });
        Thread thread = new Thread(task, "waiting");
        thread.setDaemon(true);
        thread.start();
        begun.await();
        // Whether it interrupts the run or comes just before it.
        thread.interrupt();
        assertTrue(task.get(), "still interrupted");
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().equals("mingle-graph")) {
                // It has told that it is done, and may have a moment to go.
                each.join(PATIENCE_MILLIS);
                assertFalse(each.isAlive(), "nothing runs any more");
            }
        }
    }

    @Test
    void whoeverIsInterruptedBeforeAGraphIsReadIsCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancelledException.class, () -> Graphs.open("affine"));
            assertTrue(Thread.currentThread().isInterrupted(), "still interrupted");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void manyThreadsMayRunOneGraph() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Graph graph = Graphs.open("affine")) {
            List<Callable<Float>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                GraphTensor x = GraphTensor.Floats.of(new float[] {i}, 1, 1);
                calls.add(
                        () ->
                                ((GraphTensor.Floats) graph.run(List.of(x, LENGTH)).get(0))
                                        .values()[0]);
            }
            List<Future<Float>> made = threads.invokeAll(calls);
            for (int i = 0; i < made.size(); i++) {
                assertEquals(2f * i + 1, made.get(i).get());
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void aClosedGraphSaysSo() {
        Graph graph = Graphs.open("endless");
        graph.close();
        graph.close();
        String message =
                assertThrows(InvalidRequestException.class, () -> graph.run(List.of(ONE)))
                        .getMessage();
        assertTrue(message.contains("after it was closed. Open it again."), message);
    }
}
