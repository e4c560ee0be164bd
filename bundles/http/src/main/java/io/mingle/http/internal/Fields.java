package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of an object in a request, each of the type that is wanted. One that is null is not
 * there. What nobody has asked for by the end is refused, so that no wish is silently passed over.
 */
public final class Fields {

    private final String path;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    /** Reads the fields of the body. */
    public Fields(JsonNode body) {
        this("", body);
    }

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /**
     * Reads the fields of an object within one.
     *
     * @param path of it, for messages
     * @throws ApiException if it is no object
     */
    public static Fields of(String path, JsonNode value) {
        if (!value.isObject()) {
            throw ApiException.invalid(path, "'%s' has to be an object.".formatted(path));
        }
        return new Fields(path, value);
    }

    /** Returns how a field is called in messages. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns a field of any type. */
    public Optional<JsonNode> any(String name) {
        known.add(name);
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private Optional<JsonNode> typed(String name, Predicate<JsonNode> fits, String wanted) {
        Optional<JsonNode> value = any(name);
        if (value.isPresent() && !fits.test(value.get())) {
            throw ApiException.invalid(
                    path(name), "'%s' has to be %s.".formatted(path(name), wanted));
        }
        return value;
    }

    /** Returns a text. */
    public Optional<String> text(String name) {
        return typed(name, JsonNode::isTextual, "a text").map(JsonNode::textValue);
    }

    /** Returns a text that has to be there. */
    public String required(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** Returns an object that has to be there. */
    public Fields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    private ApiException missing(String name) {
        return ApiException.invalid(path(name), "'%s' is missing.".formatted(path(name)));
    }

    /** Returns a whole number within bounds. */
    public OptionalLong whole(String name, long least, long most) {
        String wanted = "a whole number from %s to %s".formatted(least, most);
        return typed(
                        name,
                        it ->
                                it.isIntegralNumber()
                                        && it.canConvertToLong()
                                        && it.longValue() >= least
                                        && it.longValue() <= most,
                        wanted)
                .map(it -> OptionalLong.of(it.longValue()))
                .orElse(OptionalLong.empty());
    }

    /** Returns a number within bounds. */
    public OptionalDouble number(String name, double least, double most) {
        String wanted = "a number from %s to %s".formatted(least, most);
        return typed(
                        name,
                        it ->
                                it.isNumber()
                                        && it.doubleValue() >= least
                                        && it.doubleValue() <= most,
                        wanted)
                .map(it -> OptionalDouble.of(it.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** Returns yes or no; no if it is not there. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /** Returns yes or no. */
    public boolean flag(String name, boolean otherwise) {
        return typed(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(otherwise);
    }

    /** Returns an object. */
    public Optional<Fields> object(String name) {
        return any(name).map(it -> of(path(name), it));
    }

    /** Returns the elements of a list. */
    public Optional<List<JsonNode>> list(String name) {
        return typed(name, JsonNode::isArray, "a list")
                .map(
                        list -> {
                            List<JsonNode> all = new ArrayList<>();
                            list.forEach(all::add);
                            return all;
                        });
    }

    /** Returns the elements of a list as objects; none if it is not there. */
    public List<Fields> objects(String name) {
        List<Fields> all = new ArrayList<>();
        for (JsonNode each : list(name).orElse(List.of())) {
            all.add(of(path(name) + "[" + all.size() + "]", each));
        }
        return all;
    }

    /** Returns the object itself, as it was sent. */
    public JsonNode json() {
        return object;
    }

    /** Passes over fields that change no answer here. */
    public Fields passOver(String... names) {
        known.addAll(List.of(names));
        return this;
    }

    /**
     * Lets a field be there only with what changes nothing.
     *
     * @param why what is not possible, a sentence
     */
    public void only(String name, Predicate<JsonNode> harmless, String why) {
        if (any(name).filter(harmless.negate()).isPresent()) {
            throw ApiException.invalid(path(name), why);
        }
    }

    /**
     * Refuses fields that nobody has asked for.
     *
     * @param lenient whether they are passed over instead
     */
    public void end(boolean lenient) {
        if (lenient) {
            return;
        }
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name) && !object.get(name).isNull()) {
                                throw ApiException.invalid(
                                        Shortened.of(path(name)),
                                        "'%s' is not known here. Leave it out."
                                                .formatted(Shortened.of(path(name))));
                            }
                        });
    }
}
