package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "That of Spark's Hadoop ends there.")
class JournalTest {

    @TempDir java.nio.file.Path folder;

    /** A disk on which somebody holds a file. */
    static final class Held extends RawLocalFileSystem {

        @Override
        public boolean delete(Path path, boolean all) throws IOException {
            throw new IOException("it is in use");
        }
    }

    @Test
    void oneThatCannotBeRemovedIsToldAndTheJobIsDone() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.file.impl", Held.class, FileSystem.class);
        configuration.setBoolean("fs.file.impl.disable.cache", true);
        JobOptions options =
                new JobOptions(
                        Map.of("out", folder + "/out", "journal", folder.resolve("j").toString()));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Journal.open(new Store(configuration), options, "job-1", new PrintStream(told)).close();
        String line = told.toString();
        assertTrue(line.startsWith("mingle: The journal is needed no more. Remove it: "), line);
        assertTrue(line.contains("j/job-1' cannot be used (it is in use)"), line);
        assertTrue(Files.isDirectory(folder.resolve("j/job-1")));
    }
}
