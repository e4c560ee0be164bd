package io.mingle.spark;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What docs/spark.md shows. */
public final class DocumentedJob {

    private DocumentedJob() {}

    /** Reads the text in all pictures of a folder. */
    public static void read(SparkSession spark, String pictures, String mingle, String out) {
        Dataset<Row> questions =
                spark.read()
                        .format("binaryFile")
                        .load(pictures)
                        .selectExpr("path", "content AS image", "'Read the text.' AS question");
        Dataset<Row> answers = BatchJob.answers(questions, Map.of("mingle", mingle));
        answers.select("path", "answer", "error.message").write().parquet(out);
    }
}
