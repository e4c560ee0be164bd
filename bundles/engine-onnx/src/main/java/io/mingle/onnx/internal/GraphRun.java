package io.mingle.onnx.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run, on a thread of its own, so that whoever waits for it can be interrupted: native code
 * does not hear of that, but it looks between two operators whether it is to end.
 */
final class GraphRun implements AutoCloseable {

    /** Half a minute of sound takes seconds. */
    private static final long LONGEST_MINUTES = 5;

    private final RunOptions options;

    GraphRun() throws OrtException {
        options = new RunOptions();
    }

    /** The graph does not end. */
    static final class TooLong extends Exception {

        private static final long serialVersionUID = 1L;

        TooLong() {
            super("it has not ended within %s minutes".formatted(LONGEST_MINUTES));
        }
    }

    /** Runs a session and returns when nothing of it runs any more, however that ends. */
    OrtSession.Result of(OrtSession session, Map<String, OnnxTensor> inputs)
            throws OrtException, InterruptedException, TooLong {
        FutureTask<OrtSession.Result> task = new FutureTask<>(() -> session.run(inputs, options));
        Thread thread = new Thread(task, "mingle-graph");
        thread.setDaemon(true);
        thread.start();
        boolean ended = false;
        try {
            OrtSession.Result result = task.get(LONGEST_MINUTES, TimeUnit.MINUTES);
            ended = true;
            return result;
        } catch (ExecutionException e) {
            ended = true;
            if (e.getCause() instanceof OrtException ort) {
                throw ort;
            }
            throw new IllegalStateException("A graph cannot be run.", e.getCause());
        } catch (TimeoutException e) {
            throw new TooLong();
        } finally {
            if (!ended) {
                options.setTerminate(true);
                await(task);
            }
        }
    }

    /** Its inputs are freed after it, so that nothing may run then. */
    private static void await(FutureTask<OrtSession.Result> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.get().close();
                break;
            } catch (ExecutionException e) {
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        options.close();
    }
}
