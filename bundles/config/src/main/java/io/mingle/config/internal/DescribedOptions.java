package io.mingle.config.internal;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What the installed bundles describe of their settings, and whether values fit that. */
final class DescribedOptions {

    private static final String OURS = "io.mingle.";

    private final BundleContext context;
    private final MetaTypeService metatypes;

    DescribedOptions(BundleContext context, MetaTypeService metatypes) {
        this.context = context;
        this.metatypes = metatypes;
    }

    /**
     * Checks settings, and gives values their types.
     *
     * @param pid whose they are, for a factory with a tilde and a name
     * @return as given where no bundle describes them
     * @throws InvalidRequestException if one of them is not known, or does not fit
     */
    Dictionary<String, Object> typed(String pid, Map<String, Object> settings) {
        Optional<ObjectClassDefinition> described = description(pid.replaceFirst("~.*", ""));
        if (described.isEmpty() && pid.startsWith(OURS)) {
            throw new InvalidRequestException(
                    "No installed bundle has settings under %s.".formatted(pid));
        }
        Map<String, AttributeDefinition> known =
                described
                        .map(it -> it.getAttributeDefinitions(ObjectClassDefinition.ALL))
                        .map(Arrays::stream)
                        .orElseGet(Stream::empty)
                        .collect(
                                Collectors.toMap(
                                        AttributeDefinition::getID,
                                        Function.identity(),
                                        (one, other) -> one,
                                        TreeMap::new));
        Dictionary<String, Object> typed = new Hashtable<>();
        settings.forEach(
                (name, value) -> {
                    if (described.isPresent() && !known.containsKey(name)) {
                        throw new InvalidRequestException(
                                "%s has no setting '%s'. There are: %s."
                                        .formatted(pid, name, String.join(", ", known.keySet())));
                    }
                    typed.put(
                            name,
                            described.isPresent() ? typed(pid, known.get(name), value) : value);
                });
        return typed;
    }

    private Optional<ObjectClassDefinition> description(String pid) {
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation all = metatypes.getMetaTypeInformation(bundle);
            boolean its =
                    all != null
                            && (Arrays.asList(all.getPids()).contains(pid)
                                    || Arrays.asList(all.getFactoryPids()).contains(pid));
            if (its) {
                return Optional.of(all.getObjectClassDefinition(pid, null));
            }
        }
        return Optional.empty();
    }

    private static Object typed(String pid, AttributeDefinition option, Object value) {
        if (option.getCardinality() != 0) {
            Stream<?> texts =
                    value instanceof Collection<?> several
                            ? several.stream()
                            : Arrays.stream(String.valueOf(value).split(","));
            return texts.map(it -> String.valueOf(it).strip())
                    .filter(it -> !it.isEmpty())
                    .map(it -> check(pid, option, it))
                    .toArray(String[]::new);
        }
        if (value instanceof List<?>) {
            throw refused(pid, option, value, "one value is wanted");
        }
        String text = check(pid, option, String.valueOf(value));
        return switch (option.getType()) {
            case AttributeDefinition.LONG -> Long.valueOf(text);
            case AttributeDefinition.INTEGER -> Integer.valueOf(text);
            case AttributeDefinition.DOUBLE -> Double.valueOf(text);
            case AttributeDefinition.BOOLEAN -> Boolean.valueOf(text);
            default -> text;
        };
    }

    private static String check(String pid, AttributeDefinition option, String text) {
        try {
            switch (option.getType()) {
                case AttributeDefinition.LONG -> Long.parseLong(text);
                case AttributeDefinition.INTEGER -> Integer.parseInt(text);
                case AttributeDefinition.DOUBLE -> Double.parseDouble(text);
                case AttributeDefinition.BOOLEAN -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw refused(pid, option, text, "true or false is wanted");
                    }
                }
                default -> {
                    // Any text will do.
                }
            }
        } catch (NumberFormatException e) {
            throw refused(pid, option, text, "a number is wanted");
        }
        String problem = text.isEmpty() ? null : option.validate(text);
        if (problem != null && !problem.isEmpty()) {
            throw refused(pid, option, text, "that is out of its range");
        }
        return text;
    }

    private static InvalidRequestException refused(
            String pid, AttributeDefinition option, Object value, String why) {
        return new InvalidRequestException(
                "%s: %s = %s, and %s. %s (docs/configuration.md)"
                        .formatted(pid, option.getID(), value, why, option.getDescription()));
    }
}
