package io.mingle.http.internal.admin;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.json.Shortened;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Which bundles can be replaced under which names: those of skills, and their own. */
final class InstalledSkills {

    private final BundleContext context;
    private final Broker broker;

    InstalledSkills(BundleContext context, Broker broker) {
        this.context = context;
        this.broker = broker;
    }

    /** Returns the bundle of each skill that is registered, in the order of the names. */
    Map<String, Bundle> bundles() {
        try {
            return Stream.ofNullable(context.getAllServiceReferences(Skill.class.getName(), null))
                    .flatMap(Arrays::stream)
                    .filter(it -> SkillDescription.isName(String.valueOf(it.getProperty("name"))))
                    .filter(it -> it.getBundle() != null)
                    .sorted(Comparator.<ServiceReference<?>>reverseOrder())
                    .collect(
                            Collectors.toMap(
                                    it -> String.valueOf(it.getProperty("name")),
                                    ServiceReference::getBundle,
                                    (best, other) -> best))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .collect(
                            Collectors.toMap(
                                    Map.Entry::getKey,
                                    Map.Entry::getValue,
                                    (one, other) -> one,
                                    LinkedHashMap::new));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter that could be wrong", e);
        }
    }

    /**
     * Finds the symbolic name of the bundle that somebody names.
     *
     * @param name of a skill, or of a bundle that provides anything
     * @throws ApiException if there is none
     */
    String bundle(String name) {
        Map<String, Bundle> skills = bundles();
        if (skills.containsKey(name)) {
            return skills.get(name).getSymbolicName();
        }
        TreeSet<String> others = new TreeSet<>();
        broker.providers().forEach(it -> others.add(it.bundle()));
        if (others.contains(name)) {
            return name;
        }
        throw new ApiException(
                ApiError.notFound(
                        "skill-not-found",
                        "There is no skill and no bundle '%s'. There are the skills %s, and the bundles %s."
                                .formatted(
                                        Shortened.of(name),
                                        String.join(", ", skills.keySet()),
                                        String.join(", ", others))));
    }
}
