package io.mingle.spark.internal;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Questions as they are handed to tasks.
 *
 * <p>Of lines of text, {@code spark.read().text(…)}, each is the JSON object. Of other rows, the
 * columns are the fields of the object; those of bytes hold encoded files and are handed over
 * beside it. All that are no bytes are kept with the answer.
 *
 * @param rows the kept columns, then the line, then those of bytes, then perhaps the number
 * @param kept the columns that are kept
 * @param media the names of those of bytes
 * @param numbered whether rows have their number
 */
record Questions(Dataset<Row> rows, List<StructField> kept, List<String> media, boolean numbered) {

    /** The column in which an {@link Input} has the number of a row, from 0. */
    static final String NUMBER = "mingle.number";

    /** The column of a text file. */
    private static final String TEXT = "value";

    private static final Set<String> MEDIA = Set.of("image", "video", "audio");

    static Questions of(Dataset<Row> given) {
        StructField[] fields = given.schema().fields();
        if (fields.length == 1
                && fields[0].name().equals(TEXT)
                && fields[0].dataType().equals(DataTypes.StringType)) {
            return new Questions(given, List.of(), List.of(), false);
        }
        List<String> media =
                Stream.of(fields)
                        .filter(it -> it.dataType().equals(DataTypes.BinaryType))
                        .map(StructField::name)
                        .toList();
        media.forEach(Questions::check);
        boolean numbered = List.of(given.columns()).contains(NUMBER);
        List<StructField> kept =
                Stream.of(fields)
                        .filter(it -> !media.contains(it.name()) && !it.name().equals(NUMBER))
                        .filter(it -> !Answers.OWN.contains(it.name().toLowerCase(Locale.ROOT)))
                        .toList();
        List<Column> columns = new ArrayList<>(kept.stream().map(Questions::column).toList());
        Column[] asked = columns.toArray(Column[]::new);
        columns.add(asked.length == 0 ? lit("{}") : to_json(struct(asked)));
        media.forEach(it -> columns.add(quoted(it)));
        if (numbered) {
            columns.add(quoted(NUMBER));
        }
        return new Questions(given.select(columns.toArray(Column[]::new)), kept, media, numbered);
    }

    private static void check(String name) {
        if (!MEDIA.contains(name)) {
            throw JobFailure.invalid(
                    "The column '%s' has bytes, and only those of an image, a video or an audio can be shown. Give it one of these names, or leave it out."
                            .formatted(name));
        }
    }

    private static Column column(StructField field) {
        return quoted(field.name());
    }

    /** A name may have dots in it. */
    private static Column quoted(String name) {
        return col('`' + name.replace("`", "``") + '`');
    }

    /** Tells whether they are lines of text, of which nothing else is kept. */
    boolean areText() {
        return kept.isEmpty() && media.isEmpty() && !numbered;
    }
}
