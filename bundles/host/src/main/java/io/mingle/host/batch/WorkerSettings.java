package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a worker starts Mingle and answers: text alone, so that an engine can send it to its workers.
 *
 * @param model folder of the model on the worker's machine; null for the one that Mingle brings
 * @param cache folder that natives are unpacked into on the worker's machine; null for the user's
 * @param skills folder with bundles of one's own, as {@code --skills}; null for none
 * @param properties of the framework, such as {@code mingle.engine.threads} and {@code
 *     mingle.trust}
 * @param options what all lines say that do not say it themselves, an object with the fields that
 *     lines have for it: {@code {"max_tokens": 64}}
 * @param strict whether damaged content is refused
 * @param folder what relative paths of lines are relative to; null for the current one
 * @param inFlight how many lines are answered at a time, 1 to {@value #MOST_IN_FLIGHT}
 */
public record WorkerSettings(
        String model,
        String cache,
        String skills,
        Map<String, String> properties,
        String options,
        boolean strict,
        String folder,
        int inFlight)
        implements Serializable {

    /** The most lines that one task answers at a time. */
    public static final int MOST_IN_FLIGHT = 64;

    /** The model that Mingle brings, the options of {@code mingle batch}, one line at a time. */
    public static final WorkerSettings DEFAULT =
            new WorkerSettings(null, null, null, Map.of(), "{}", false, null, 1);

    /**
     * Checks and copies them.
     *
     * @throws InvalidRequestException if a value is out of its range, or the options cannot be read
     */
    public WorkerSettings {
        if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
            throw new InvalidRequestException(
                    "A worker was to answer %s lines at a time; it can be 1 to %s."
                            .formatted(inFlight, MOST_IN_FLIGHT));
        }
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        read(options, strict);
    }

    /** Uses a model folder; null for the model that Mingle brings. */
    public WorkerSettings withModel(String value) {
        return new WorkerSettings(
                value, cache, skills, properties, options, strict, folder, inFlight);
    }

    /** Unpacks natives into a folder; null for the user's cache. */
    public WorkerSettings withCache(String value) {
        return new WorkerSettings(
                model, value, skills, properties, options, strict, folder, inFlight);
    }

    /** Uses a folder with bundles of one's own; null for none. */
    public WorkerSettings withSkills(String value) {
        return new WorkerSettings(
                model, cache, value, properties, options, strict, folder, inFlight);
    }

    /** Sets properties of the framework. */
    public WorkerSettings withProperties(Map<String, String> value) {
        return new WorkerSettings(model, cache, skills, value, options, strict, folder, inFlight);
    }

    /** Sets what all lines say, an object. */
    public WorkerSettings withOptions(String value) {
        return new WorkerSettings(
                model, cache, skills, properties, value, strict, folder, inFlight);
    }

    /** Refuses damaged content, or does not. */
    public WorkerSettings withStrict(boolean value) {
        return new WorkerSettings(
                model, cache, skills, properties, options, value, folder, inFlight);
    }

    /** Sets what relative paths of lines are relative to. */
    public WorkerSettings withFolder(String value) {
        return new WorkerSettings(
                model, cache, skills, properties, options, strict, value, inFlight);
    }

    /** Sets how many lines are answered at a time. */
    public WorkerSettings withInFlight(int value) {
        return new WorkerSettings(model, cache, skills, properties, options, strict, folder, value);
    }

    /** Returns the options of all lines. */
    GenerationOptions generation() {
        return read(options, strict);
    }

    /** Returns what relative paths are relative to. */
    Path base() {
        return Path.of(folder == null ? "" : folder).toAbsolutePath();
    }

    /** Returns what of it decides on the start: two that are alike here can share one. */
    WorkerSettings start() {
        return new WorkerSettings(model, cache, skills, properties, "{}", false, null, 1);
    }

    /** Prepares the start. */
    Mingle.Builder builder() {
        Mingle.Builder builder = Mingle.builder();
        if (model != null) {
            builder.model(Path.of(model));
        }
        if (cache != null) {
            builder.cache(Path.of(cache));
        }
        properties.forEach(builder::property);
        return skills == null ? builder : builder.skills(Path.of(skills));
    }

    private static GenerationOptions read(String options, boolean strict) {
        LineFields fields = fields(options);
        try {
            return new LineOptions(fields, 0).in(GenerationOptions.GREEDY.withStrict(strict));
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "The options of a worker cannot be used: "
                            + e.getMessage().replaceFirst("^Line 0:? ", ""),
                    e);
        }
    }

    private static LineFields fields(String options) {
        String found = options;
        try {
            Optional<LineFields> fields = LineFields.read(options);
            if (fields.isPresent()) {
                return fields.get();
            }
        } catch (JsonProcessingException e) {
            found = JsonFault.of(options);
        }
        throw new InvalidRequestException(
                "The options of a worker are a JSON object such as {\"max_tokens\": 64}, and there is: %s."
                        .formatted(found));
    }
}
