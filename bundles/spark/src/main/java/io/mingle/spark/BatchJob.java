package io.mingle.spark;

import io.mingle.spark.internal.BatchRun;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code mingle batch} on a Spark cluster: each executor has the whole model, and answers its
 * splits of the lines.
 *
 * <pre>{@code
 * spark-submit --class io.mingle.spark.BatchJob io.mingle.spark.jar --mingle mingle.jar questions.jsonl answers
 * }</pre>
 *
 * <p>Nothing of a single request is split over machines. An executor starts Mingle once, with its
 * first task. docs/spark.md tells what there is to set.
 */
public final class BatchJob {

    private BatchJob() {}

    /**
     * Answers a file and ends the process: with 0 if each line has its line in the output, also if
     * some tell about errors; with 2 if the request cannot be right; with 1 if the job failed. What
     * is wrong stands on the standard error, in a line.
     *
     * @param arguments options, the input and the output folder
     */
    public static void main(String[] arguments) {
        int code = BatchRun.of(arguments, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Describes the answers to questions, for programs with a session of their own. Nothing is
     * answered before the result is read; who reads it twice has it answered twice, unless it is
     * stored or cached. The model is started on each executor, once.
     *
     * @param questions lines of text, of {@code spark.read().text}; or rows whose columns are the
     *     fields of such lines, {@code image}, {@code video} and {@code audio} perhaps as bytes
     * @param options as on the command line, without dashes: {@code mingle}, {@code model}, {@code
     *     skills}, {@code cache}, {@code folder}, {@code options}, {@code strict}, {@code
     *     in-flight}, {@code property.NAME}
     * @return the columns of the questions but those of bytes, and {@code answer}, {@code result},
     *     {@code error} with code and message, {@code warnings} and {@code answer_seconds}; of
     *     lines of text, {@code line} is the whole object. A row has an answer, a result, which is
     *     JSON, or an error
     * @throws RuntimeException if an option or a column cannot be right; the message says which
     */
    public static Dataset<Row> answers(Dataset<Row> questions, Map<String, String> options) {
        return BatchRun.answers(questions, options);
    }
}
