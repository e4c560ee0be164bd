package io.mingle.trust.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What restricted bundles may neither use nor offer. */
final class RestrictionPolicy {

    /** Services of the host that change what is installed, or how it works, or hand out bundles. */
    private static final List<String> NOT_USED =
            List.of(
                    "io.mingle.swap.",
                    "io.mingle.trust.",
                    "javax.management.",
                    "org.apache.felix.",
                    "org.apache.karaf.",
                    "org.osgi.");

    /** Declarative Services gives a component none of its services without a condition. */
    private static final Set<String> USED =
            Set.of(
                    "org.osgi.service.condition.Condition",
                    "org.osgi.service.log.LogService",
                    "org.osgi.service.log.LoggerFactory");

    /**
     * What the host would take for its own, listeners of OSGi services, which are called with
     * bundles and services of others, and servlets and their filters, which see the keys of
     * callers.
     */
    private static final List<String> NOT_OFFERED =
            List.of(
                    "io.mingle.",
                    "jakarta.servlet.",
                    "javax.servlet.",
                    "org.apache.felix.",
                    "org.apache.karaf.",
                    "org.osgi.");

    private static final Set<String> OFFERED =
            Set.of(
                    "io.mingle.api.skill.Skill",
                    "io.mingle.api.skill.SelfTest",
                    "io.mingle.api.demo.Demo");

    /**
     * Through these one comes by bundles, and by what they are wired to, or offers what the
     * framework itself uses without asking anybody.
     */
    private static final List<String> PACKAGES =
            List.of(
                    "org.osgi.framework.connect",
                    "org.osgi.framework.hooks.",
                    "org.osgi.framework.launch",
                    "org.osgi.framework.startlevel",
                    "org.osgi.framework.wiring",
                    "org.osgi.service.url",
                    "org.apache.felix.framework",
                    "org.eclipse.osgi");

    private static final String INTERNAL = ".internal.";
    private static final String COMMAND = "osgi.command.scope";

    private RestrictionPolicy() {}

    static boolean isUsed(String service) {
        return USED.contains(service)
                || NOT_USED.stream().noneMatch(service::startsWith) && !service.contains(INTERNAL);
    }

    static boolean isUsed(ServiceReference<?> service) {
        return service.getProperty(COMMAND) == null
                && Arrays.stream(interfaces(service)).allMatch(RestrictionPolicy::isUsed);
    }

    static boolean isOffered(ServiceReference<?> service) {
        return service.getProperty(COMMAND) == null
                && Arrays.stream(interfaces(service)).allMatch(RestrictionPolicy::isOffered);
    }

    private static boolean isOffered(String service) {
        return OFFERED.contains(service) || NOT_OFFERED.stream().noneMatch(service::startsWith);
    }

    static boolean isImported(Object name) {
        return !(name instanceof String wanted) || PACKAGES.stream().noneMatch(wanted::startsWith);
    }

    static String[] interfaces(ServiceReference<?> service) {
        return (String[]) service.getProperty(Constants.OBJECTCLASS);
    }
}
