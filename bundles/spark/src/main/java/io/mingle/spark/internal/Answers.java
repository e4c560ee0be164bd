package io.mingle.spark.internal;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The table of what became of questions. */
final class Answers {

    /** The whole line, as {@code mingle batch} writes it; of lines of text alone. */
    static final String LINE = "line";

    /** How long a line took. */
    static final String SECONDS = "answer_seconds";

    /** What a line has of its own, in its order. */
    private static final StructType OUTCOME =
            new StructType()
                    .add("answer", DataTypes.StringType)
                    .add("result", DataTypes.StringType)
                    .add(
                            "error",
                            new StructType()
                                    .add("code", DataTypes.StringType)
                                    .add("message", DataTypes.StringType))
                    .add("warnings", DataTypes.createArrayType(DataTypes.StringType));

    /** The columns that rows of questions cannot keep. */
    static final Set<String> OWN =
            Stream.concat(Arrays.stream(OUTCOME.fieldNames()), Stream.of(SECONDS))
                    .collect(Collectors.toUnmodifiableSet());

    private static final String MADE = "made";

    /** A picture or a sound that was made may be longer than Spark reads a text otherwise. */
    private static final Map<String, String> READING =
            Map.of("maxStringLen", Integer.toString(Integer.MAX_VALUE));

    private Answers() {}

    /**
     * Describes a table of answers; nothing is answered before it is read.
     *
     * @param questions what is asked
     * @param options how
     * @param first how many lines there are before each split; none if that is not known
     * @param metrics counts
     */
    static Dataset<Row> of(
            Questions questions, JobOptions options, List<Long> first, Metrics metrics) {
        Map<String, String> settings = options.ofWorker();
        SplitFunction function =
                new SplitFunction(
                        options.mingle(),
                        Map.copyOf(settings),
                        options.journal().orElse(null),
                        List.copyOf(first),
                        questions.kept().size(),
                        List.copyOf(questions.media()),
                        questions.areText(),
                        questions.numbered(),
                        metrics);
        List<StructField> fields = new ArrayList<>(questions.kept());
        fields.add(DataTypes.createStructField(MADE, DataTypes.StringType, false));
        fields.add(DataTypes.createStructField(SECONDS, DataTypes.DoubleType, false));
        Dataset<Row> made =
                questions
                        .rows()
                        .mapPartitions(
                                function, Encoders.row(DataTypes.createStructType(unique(fields))));
        return named(made, questions);
    }

    /** Names may come twice in a table of somebody else's; here they are positions. */
    private static List<StructField> unique(List<StructField> fields) {
        List<StructField> unique = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            StructField field = fields.get(i);
            unique.add(DataTypes.createStructField("c" + i, field.dataType(), true));
        }
        return unique;
    }

    private static Dataset<Row> named(Dataset<Row> made, Questions questions) {
        int line = questions.kept().size();
        Column outcome = from_json(col("c" + line), OUTCOME, READING);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < line; i++) {
            columns.add(col("c" + i).as(questions.kept().get(i).name()));
        }
        if (questions.areText()) {
            columns.add(col("c" + line).as(LINE));
        }
        for (String name : OUTCOME.fieldNames()) {
            columns.add(outcome.getField(name).as(name));
        }
        columns.add(col("c" + (line + 1)).as(SECONDS));
        return made.select(columns.toArray(Column[]::new));
    }
}
