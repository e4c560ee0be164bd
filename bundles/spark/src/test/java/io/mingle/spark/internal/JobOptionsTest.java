package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

    @Test
    void aCommandLineNamesOptionsAndTwoPaths() {
        JobOptions options =
                read("--model", "/m", "in.jsonl", "--strict", "--splits", "7", "out.parquet");
        assertEquals("in.jsonl", options.in());
        assertEquals(JobOptions.Format.JSON, options.from());
        assertEquals(JobOptions.Format.PARQUET, options.to());
        assertEquals(Optional.of(7), options.splits());
        assertEquals(Map.of("model", "/m", "strict", "true"), options.ofWorker());
    }

    @Test
    void whatIsWrongIsOneSentence() {
        refused("There is no option 'modell'. There are ", "--modell", "/m", "in", "out");
        refused("and there are 1 paths. Usage: spark-submit", "in");
        refused("The option '--model' has no value.", "in", "out", "--model");
        refused("'--splits many' is no number of splits.", "--splits", "many", "in", "out");
        refused("'--in-flight 65' is no number of lines", "--in-flight", "65", "in", "out");
        refused("'--to csv' names no format.", "--to", "csv", "in", "out");
    }

    @Test
    void aProgramHasNoPaths() {
        JobFailure refused =
                assertThrows(JobFailure.class, () -> JobOptions.ofProgram(Map.of("splits", "3")));
        assertTrue(refused.getMessage().startsWith("There is no option 'splits'."));
    }

    private static void refused(String sentence, String... arguments) {
        JobFailure refused =
                assertThrows(
                        JobFailure.class,
                        () -> {
                            JobOptions options = read(arguments);
                            options.splits();
                            options.to();
                        });
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
        assertEquals(JobFailure.INVALID, refused.exitCode());
    }

    private static JobOptions read(String... arguments) {
        return JobOptions.ofCommandLine(arguments);
    }
}
