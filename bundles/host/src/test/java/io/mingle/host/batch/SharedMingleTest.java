package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import io.mingle.host.Mingle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One model for all workers of a JVM. */
@Timeout(60)
class SharedMingleTest {

    private final List<FakePlatform> started = Collections.synchronizedList(new ArrayList<>());
    private final SharedMingle holder =
            new SharedMingle(
                    settings -> {
                        FakePlatform platform =
                                new FakePlatform()
                                        .with(
                                                Understanding.class,
                                                (question, options) -> FakePlatform.answer("yes"));
                        started.add(platform);
                        return Mingle.on(platform, Duration.ofSeconds(1));
                    });

    private static AnsweredLine ask(BatchWorker worker) {
        Map<String, byte[]> media = Map.of("p", new byte[] {1});
        String line = "{\"image\": \"p\", \"question\": \"?\"}";
        return worker.answer(List.of(new BatchLine(1, line, media)).iterator()).next();
    }

    @Test
    void tasksOfOneJvmUseOneModelOneAfterTheOtherAndTogether() throws Exception {
        ExecutorService tasks = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int lines = 1 + i % 2;
                answers.add(
                        tasks.submit(
                                () -> {
                                    try (BatchWorker worker =
                                            BatchWorker.shared(
                                                    WorkerSettings.DEFAULT.withInFlight(lines),
                                                    holder)) {
                                        return ask(worker).json();
                                    }
                                }));
            }
            for (Future<String> answer : answers) {
                assertTrue(answer.get().endsWith("\"answer\":\"yes\"}"), answer.get());
            }
        } finally {
            tasks.shutdownNow();
        }
        assertEquals(1, started.size());
        assertFalse(started.get(0).isClosed());
    }

    @Test
    void anotherModelComesWhenNobodyUsesThisOne() {
        WorkerSettings other = WorkerSettings.DEFAULT.withProperties(Map.of("a", "b"));
        BatchWorker first = BatchWorker.shared(WorkerSettings.DEFAULT, holder);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> BatchWorker.shared(other, holder));
        assertEquals(
                "A worker wants the model that Mingle brings with the properties {a=b}, and 1 of"
                        + " this JVM use that Mingle brings with {}. Let all tasks of a JVM use the"
                        + " same, or end the others first.",
                error.getMessage());
        first.close();
        first.close();
        ask(BatchWorker.shared(other, holder));
        assertEquals(2, started.size());
        assertTrue(started.get(0).isClosed());
    }

    @Test
    void aMissingModelIsNamedWithItsHost(@TempDir Path folder) throws Exception {
        WorkerSettings missing =
                WorkerSettings.DEFAULT.withModel(folder.resolve("ming").toString());
        String told =
                assertThrows(BrokenModelException.class, () -> BatchWorker.shared(missing, holder))
                        .getMessage();
        assertTrue(told.contains("ming' does not exist on the host "), told);
        Files.createDirectory(folder.resolve("ming"));
        told =
                assertThrows(BrokenModelException.class, () -> BatchWorker.shared(missing, holder))
                        .getMessage();
        assertTrue(told.contains("ming' has no config.json on the host "), told);
        assertEquals(List.of(), started);
    }

    @Test
    void aStartThatFailsIsTriedAgainByTheNextTask() {
        int[] starts = {0};
        SharedMingle failing =
                new SharedMingle(
                        settings -> {
                            if (starts[0]++ == 0) {
                                throw new EngineUnavailableException(
                                        "Natives of another platform.");
                            }
                            return Mingle.on(new FakePlatform(), Duration.ofMillis(10));
                        });
        assertThrows(
                EngineUnavailableException.class,
                () -> BatchWorker.shared(WorkerSettings.DEFAULT, failing));
        BatchWorker.shared(WorkerSettings.DEFAULT, failing).close();
    }

    @Test
    void whatFailsWhileTheJvmEndsIsNoLinesError() {
        SharedMingle[] ending = new SharedMingle[1];
        ending[0] =
                new SharedMingle(
                        settings ->
                                Mingle.on(
                                        new FakePlatform()
                                                .with(
                                                        Understanding.class,
                                                        (question, options) -> {
                                                            ending[0].end();
                                                            return FakePlatform.failure(
                                                                    new CancelledException(
                                                                            "Stopped."));
                                                        }),
                                        Duration.ofSeconds(1)));
        BatchWorker worker = BatchWorker.shared(WorkerSettings.DEFAULT, ending[0]);
        assertThrows(CancelledException.class, () -> ask(worker));
        assertThrows(
                CancelledException.class,
                () -> BatchWorker.shared(WorkerSettings.DEFAULT, ending[0]));
    }

    @Test
    void aJvmThatEndsDoesNotWaitForAStart() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        SharedMingle slow =
                new SharedMingle(
                        settings -> {
                            starting.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                // It is what ends it.
                            }
                            throw new CancelledException("The start was interrupted.");
                        });
        ExecutorService task = Executors.newSingleThreadExecutor();
        try {
            Future<BatchWorker> worker =
                    task.submit(() -> BatchWorker.shared(WorkerSettings.DEFAULT, slow));
            starting.await();
            slow.end();
            assertThrows(ExecutionException.class, worker::get);
        } finally {
            task.shutdownNow();
        }
    }

    @Test
    void settingsAreSentToOtherMachines() throws Exception {
        WorkerSettings settings =
                WorkerSettings.DEFAULT
                        .withModel("/models/ming")
                        .withCache("/cache")
                        .withSkills("/skills")
                        .withFolder("/data")
                        .withProperties(Map.of("mingle.engine.threads", "4"))
                        .withOptions("{\"max_tokens\": 64}")
                        .withStrict(true)
                        .withInFlight(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(settings, in.readObject());
        }
        assertEquals(64, settings.generation().maxTokens());
        assertTrue(settings.generation().strict());
    }

    @Test
    void optionsThatCannotBeReadAreRefused() {
        refused("[]", "The options of a worker are a JSON object such as {\"max_tokens\": 64}");
        refused("{", "The options of a worker are a JSON object such as {\"max_tokens\": 64}");
        refused(
                "{\"max_tokens\": \"many\"}",
                "The options of a worker cannot be used: has no whole number in the field"
                        + " 'max_tokens'.");
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> WorkerSettings.DEFAULT.withInFlight(65));
        assertTrue(error.getMessage().contains("65 lines at a time; it can be 1 to 64"));
    }

    private static void refused(String options, String told) {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> WorkerSettings.DEFAULT.withOptions(options));
        assertTrue(error.getMessage().startsWith(told), error::getMessage);
    }
}
