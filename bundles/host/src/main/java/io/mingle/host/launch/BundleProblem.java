package io.mingle.host.launch;

import io.mingle.broker.Needs;
import io.mingle.host.launch.InstalledBundle.DeclaredSkill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Says in words for a person how a bundle is, and why. */
final class BundleProblem {

    private static final Pattern PACKAGE =
            Pattern.compile(
                    "osgi\\.wiring\\.package[^(]*\\(.*?osgi\\.wiring\\.package=([\\w.]+)\\)");
    private static final Pattern REQUIREMENT =
            Pattern.compile(
                    "missing requirement \\[.*?\\(R [\\d.]+\\)] ([\\w.]+); (\\(.*?\\))(?: |$)");

    /** The framework knows nothing of needs that are no wires, so the host looks itself. */
    private static final class UnmetNeeds extends BundleException {

        private static final long serialVersionUID = 1;

        UnmetNeeds(List<String> needs) {
            super(
                    "it needs %s, which no installed bundle offers."
                            .formatted(String.join(" and ", needs)));
        }
    }

    private BundleProblem() {}

    /**
     * Checks that what a bundle needs while it is active is installed.
     *
     * @throws BundleException if it is not
     */
    static void checkNeeds(BundleContext context, Bundle bundle) throws BundleException {
        List<String> unmet = Needs.unmet(context, bundle.adapt(BundleRevision.class));
        if (!unmet.isEmpty()) {
            throw new UnmetNeeds(unmet);
        }
    }

    static InstalledBundle view(Bundle bundle, BundleException failure) {
        boolean active = bundle.getState() == Bundle.ACTIVE;
        return new InstalledBundle(
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion().toString(),
                state(bundle),
                active || failure == null ? "" : describe(bundle, failure),
                skills(bundle));
    }

    /** Names the bundle, and tells what it needs or what went wrong in it. */
    static String describe(Bundle bundle, BundleException failure) {
        String name = "The bundle " + bundle.getSymbolicName() + " " + bundle.getVersion();
        String message = String.valueOf(failure.getMessage());
        Optional<String> missing = missingPackage(failure);
        if (missing.isPresent()) {
            return name
                    + " cannot be resolved: it needs the package "
                    + missing.get()
                    + ", which no installed bundle offers in that version.";
        }
        if (failure instanceof UnmetNeeds) {
            return name + " is not started: " + message;
        }
        Matcher requirement = REQUIREMENT.matcher(message);
        if (requirement.find()) {
            return name
                    + " cannot be resolved: it needs "
                    + requirement.group(1)
                    + " "
                    + requirement.group(2)
                    + ", which no installed bundle offers.";
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return name + " cannot be started: " + cause + ".";
    }

    /**
     * Returns the package that a bundle could not be resolved without; empty if it failed
     * otherwise.
     */
    static Optional<String> missingPackage(BundleException failure) {
        Matcher missing = PACKAGE.matcher(String.valueOf(failure.getMessage()));
        return missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }

    /** Tells whether a bundle promises to provide a service, running or not. */
    static boolean provides(Bundle bundle, String service) {
        return declares(bundle, "osgi.service", "objectClass", service);
    }

    /**
     * Tells whether a bundle declares a capability, running or not.
     *
     * @param value what the attribute is, or has among its elements if it is a list
     */
    static boolean declares(Bundle bundle, String namespace, String attribute, String value) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null
                && revision.getDeclaredCapabilities(namespace).stream()
                        .map(capability -> capability.getAttributes().get(attribute))
                        .anyMatch(
                                it ->
                                        value.equals(it)
                                                || it instanceof List<?> all
                                                        && all.contains(value));
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.UNINSTALLED -> "UNINSTALLED";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            default -> "ACTIVE";
        };
    }

    private static List<DeclaredSkill> skills(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<DeclaredSkill> skills = new ArrayList<>();
        if (revision != null) {
            for (BundleCapability declared : revision.getDeclaredCapabilities("io.mingle.skill")) {
                Object name = declared.getAttributes().get("name");
                Object version = declared.getAttributes().get("version");
                skills.add(
                        new DeclaredSkill(
                                String.valueOf(name == null ? bundle.getSymbolicName() : name),
                                String.valueOf(version == null ? bundle.getVersion() : version)));
            }
        }
        return skills;
    }
}
