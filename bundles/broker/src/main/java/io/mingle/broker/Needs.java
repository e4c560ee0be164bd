package io.mingle.broker;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What bundles declare that they need of Mingle while they are active: requirements in the
 * namespaces {@code io.mingle.*} with the directive {@code effective:=active}.
 *
 * <p>The framework leaves those alone and makes no wires of them, so who has such a need is not
 * stopped when the bundle that meets it is replaced. They are held against what is installed here
 * instead; the broker's bundle keeps the framework from resolving a bundle with needs that are not
 * met.
 */
public final class Needs {

    private static final String OURS = "io.mingle.";
    private static final String ACTIVE = "active";

    /** A package, the least version, and the one below which it has to be, as bnd writes them. */
    private static final Pattern PACKAGE =
            Pattern.compile(
                    "(?:\\(&)?\\(osgi\\.wiring\\.package=([\\w.]+)\\)"
                        + "(?:\\(version>=([^()]+)\\))?(?:\\(!\\(version>=([^()]+)\\)\\))?\\)?");

    private Needs() {}

    /**
     * Finds what a bundle needs and no installed bundle offers.
     *
     * @param context of any bundle
     * @param revision of the bundle that needs
     * @return for people, for example {@code io.mingle.modality (modality=video)}
     */
    public static List<String> unmet(BundleContext context, BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream()
                .filter(it -> it.getNamespace().startsWith(OURS))
                .filter(it -> ACTIVE.equals(it.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE)))
                .filter(it -> !isMet(context, it))
                .map(Needs::name)
                .toList();
    }

    /**
     * Finds what keeps a bundle from being resolved: what it needs without fail, and no installed
     * bundle offers.
     *
     * @param context of any bundle
     * @param revision of the bundle that needs
     * @return for people, for example {@code the package com.example}; empty if something else is
     *     in the way
     */
    public static List<String> missing(BundleContext context, BundleRevision revision) {
        return unresolved(context, revision).map(Needs::name).toList();
    }

    /**
     * Finds the packages that keep a bundle from being resolved although they are there: in other
     * versions than those that it was compiled against.
     *
     * @param context of any bundle
     * @param revision of the bundle that needs
     * @return for people, for example {@code com.example 2.0.0}, as they are there
     */
    public static List<String> otherVersions(BundleContext context, BundleRevision revision) {
        return unresolved(context, revision)
                .map(it -> PACKAGE.matcher(String.valueOf(filter(it))))
                .filter(Matcher::matches)
                .flatMap(it -> versions(context, it.group(1)))
                .toList();
    }

    private static Stream<BundleRequirement> unresolved(
            BundleContext context, BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream()
                .filter(Needs::isForResolver)
                .filter(it -> !isMet(context, it));
    }

    private static Stream<String> versions(BundleContext context, String name) {
        return capabilities(context, PackageNamespace.PACKAGE_NAMESPACE)
                .map(BundleCapability::getAttributes)
                .filter(it -> name.equals(it.get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(it -> name + " " + it.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .distinct();
    }

    private static boolean isForResolver(BundleRequirement need) {
        String effective = need.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE);
        String resolution = need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        return (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE))
                && (resolution == null || resolution.equals(Constants.RESOLUTION_MANDATORY));
    }

    private static boolean isMet(BundleContext context, BundleRequirement need) {
        return capabilities(context, need.getNamespace()).anyMatch(need::matches);
    }

    private static Stream<BundleCapability> capabilities(BundleContext context, String namespace) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(it -> it.getDeclaredCapabilities(namespace).stream());
    }

    private static String name(BundleRequirement need) {
        String filter = filter(need);
        if (need.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return "the package " + plain(filter);
        }
        return filter == null ? need.getNamespace() : need.getNamespace() + " " + filter;
    }

    private static String filter(BundleRequirement need) {
        return need.getDirectives().get(Constants.FILTER_DIRECTIVE);
    }

    /** Of a filter on a package: its name, and the versions that would do if not all. */
    private static String plain(String filter) {
        Matcher known = PACKAGE.matcher(filter);
        if (!known.matches()) {
            return filter;
        }
        return known.group(1)
                + (known.group(2) == null ? "" : " from version " + known.group(2))
                + (known.group(3) == null ? "" : " to below " + known.group(3));
    }
}
