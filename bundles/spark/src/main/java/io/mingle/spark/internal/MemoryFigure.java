package io.mingle.spark.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mingle inspect} says of a model's memory, in a process of its own: the driver loads
 * no natives.
 */
final class MemoryFigure {

    /** libtorch, media that are being decoded, and what lies between two layers. */
    private static final long BESIDE_WEIGHTS = 1L << 30;

    /** How many thousands of tokens are kept at once. */
    private static final long THOUSANDS_OF_TOKENS = 8;

    private static final long LIMIT_MINUTES = 10;

    private MemoryFigure() {}

    /**
     * Returns what a model takes outside of the JVM's heap.
     *
     * @param mingle {@code mingle.jar}
     * @param model its folder; empty for the model that Mingle brings
     * @return bytes
     * @throws JobFailure if it cannot be inspected
     */
    static long of(Path mingle, Optional<String> model) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-jar", mingle.toString(), "inspect", "--json"));
        model.ifPresent(it -> command.addAll(List.of("--model", it)));
        try {
            return read(new ObjectMapper().readTree(output(command)));
        } catch (IOException e) {
            throw JobFailure.failed(
                    "What memory the model takes could not be found out (%s). Say it with --conf %s=SIZE."
                            .formatted(e.getMessage(), JobConf.OVERHEAD),
                    e);
        }
    }

    private static String output(List<String> command) throws IOException {
        Path out = Files.createTempFile("mingle-inspect", ".json");
        Path err = Files.createTempFile("mingle-inspect", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException("mingle inspect did not end");
                }
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw JobFailure.failed(sentence(Files.readString(err)), null);
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String sentence(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith("mingle: "))
                .reduce((first, last) -> last)
                .map(line -> line.substring("mingle: ".length()))
                .orElse("The model could not be inspected: " + errors.strip());
    }

    /** Reads the object that {@code mingle inspect --json} writes. */
    static long read(JsonNode report) throws IOException {
        String precision = report.path("precision").asText();
        for (JsonNode need : report.path("memory").path("precisions")) {
            if (need.path("precision").asText().equals(precision)) {
                return need.path("weight_bytes").asLong()
                        + THOUSANDS_OF_TOKENS * need.path("kv_cache_bytes_per_1000_tokens").asLong()
                        + BESIDE_WEIGHTS;
            }
        }
        throw new IOException("mingle inspect says nothing of the precision " + precision);
    }
}
