package io.mingle.broker;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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

    private static boolean isMet(BundleContext context, BundleRequirement need) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(it -> it.getDeclaredCapabilities(need.getNamespace()).stream())
                .anyMatch(need::matches);
    }

    private static String name(BundleRequirement need) {
        String filter = need.getDirectives().get(Constants.FILTER_DIRECTIVE);
        return filter == null ? need.getNamespace() : need.getNamespace() + " " + filter;
    }
}
