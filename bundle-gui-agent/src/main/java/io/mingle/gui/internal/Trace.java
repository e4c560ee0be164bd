package io.mingle.gui.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.AgentStep.Outcome;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run as JSON Lines: about the run first, then a line for each step. Pictures are digests. */
final class Trace {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_BYTES = 256 << 20;
    private static final String FORMAT = "mingle-run";

    /** Its numbers are fractions, so that the size of the screen does not matter. */
    private static final ActionForm FORM = ActionForm.CALLS;

    private Trace() {}

    /**
     * Writes a trace.
     *
     * @param before the steps before those of the run
     */
    static void write(List<RecordedStep> before, AgentRun run, Writer out) throws IOException {
        ObjectNode first = MAPPER.createObjectNode();
        first.put("format", FORMAT);
        first.put("version", 1);
        first.put("goal", run.goal());
        first.put("device", run.device());
        first.put("end", lower(run.end()));
        first.put("reason", run.reason());
        run.answer().ifPresent(it -> first.put("answer", it));
        first.put("dry_run", run.dryRun());
        first.put("steps", before.size() + run.steps().size());
        out.write(MAPPER.writeValueAsString(first) + "\n");
        int number = 0;
        for (RecordedStep step : before) {
            number++;
            out.write(MAPPER.writeValueAsString(line(number, step)) + "\n");
        }
        for (AgentStep step : run.steps()) {
            out.write(MAPPER.writeValueAsString(line(step)) + "\n");
        }
    }

    private static ObjectNode line(int number, RecordedStep step) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("step", number);
        line.put("thought", step.thought());
        line.put("reflection", step.reflection());
        step.action().ifPresent(it -> line.put("action", FORM.write(it, 1, 1)));
        line.put("outcome", lower(step.outcome()));
        line.put("note", step.note());
        line.put("reply", step.reply());
        return line;
    }

    private static ObjectNode line(AgentStep step) {
        ObjectNode line = line(step.number(), RecordedStep.of(step));
        line.put("thinking_ms", step.thinking().toMillis());
        line.put("acting_ms", step.acting().toMillis());
        ObjectNode screen = line.putObject("screen");
        screen.put("width", step.screen().width());
        screen.put("height", step.screen().height());
        screen.put("app", step.screen().app());
        screen.put("sha256", digest(step.screen().picture().bytes()));
        return line;
    }

    static Recording read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw broken("it has more than " + MOST_BYTES + " bytes");
        }
        List<String> lines =
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(it -> !it.isBlank())
                        .toList();
        if (lines.isEmpty()) {
            throw broken("it is empty");
        }
        JsonNode first = node(lines.get(0), 1);
        if (!first.path("format").asText().equals(FORMAT)) {
            throw broken("its first line does not begin with \"format\": \"" + FORMAT + "\"");
        }
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            steps.add(step(node(lines.get(i), i + 1), i + 1));
        }
        return new Recording(first.path("goal").asText(), first.path("device").asText(), steps);
    }

    private static RecordedStep step(JsonNode line, int number) {
        JsonNode reply = line.get("reply");
        if (reply == null || !reply.isTextual()) {
            throw broken("line " + number + " has no text 'reply'");
        }
        Optional<Action> action = Optional.empty();
        if (line.hasNonNull("action")) {
            if (!(FORM.reader().read(line.get("action").asText(), 1, 1)
                    instanceof Reading.Read read)) {
                throw broken("line " + number + " has an 'action' that is none");
            }
            action = Optional.of(read.action());
        }
        return new RecordedStep(
                line.path("thought").asText(),
                line.path("reflection").asText(),
                reply.textValue(),
                action,
                outcome(line.path("outcome").asText(), number),
                line.path("note").asText());
    }

    private static Outcome outcome(String name, int line) {
        return Arrays.stream(Outcome.values())
                .filter(it -> lower(it).equals(name))
                .findFirst()
                .orElseThrow(() -> broken("line " + line + " has no 'outcome' that is known"));
    }

    private static JsonNode node(String line, int number) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw broken("line " + number + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static InvalidRequestException broken(String found) {
        return new InvalidRequestException(
                "A trace of a run was to be read, and %s. Name a file that 'mingle act --trace' wrote."
                        .formatted(found));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalException("This Java has no SHA-256, which every Java has.", e);
        }
    }
}
