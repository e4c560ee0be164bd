package io.mingle.host;

import io.mingle.host.batch.AnsweredLine;
import io.mingle.host.batch.AnsweredLines;
import io.mingle.host.batch.BatchLine;
import io.mingle.host.batch.BatchWorker;
import io.mingle.host.batch.WorkerSettings;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;

/** What docs/batches.md shows of a worker in a program. */
final class DocumentedWorker {

    private DocumentedWorker() {}

    static void answer(Iterator<BatchLine> lines, Consumer<AnsweredLine> write) {
        WorkerSettings settings =
                WorkerSettings.DEFAULT
                        .withModel("/models/ming")
                        .withOptions("{\"max_tokens\": 64}");
        Path journal = Path.of("/shared/run-7/split-3.begun");
        try (BatchWorker worker = BatchWorker.shared(settings);
                AnsweredLines answered = worker.answer(lines, journal)) {
            answered.forEachRemaining(write);
        }
    }
}
