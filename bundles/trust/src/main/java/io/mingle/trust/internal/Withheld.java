package io.mingle.trust.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What restricted bundles may neither use nor offer. */
final class Withheld {

    /** Services of the host that change what is installed, or how it works. */
    private static final List<String> NOT_USED =
            List.of(
                    "io.mingle.swap.",
                    "io.mingle.trust.",
                    "org.apache.felix.",
                    "org.osgi.framework.",
                    "org.osgi.service.cm.",
                    "org.osgi.service.component.",
                    "org.osgi.service.condpermadmin.",
                    "org.osgi.service.packageadmin.",
                    "org.osgi.service.permissionadmin.",
                    "org.osgi.service.startlevel.");

    /** What the host would take for its own. */
    private static final List<String> NOT_OFFERED =
            List.of(
                    "io.mingle.",
                    "org.apache.felix.",
                    "org.osgi.framework.",
                    "org.osgi.service.cm.ConfigurationPlugin");

    private static final Set<String> OFFERED =
            Set.of(
                    "io.mingle.api.skill.Skill",
                    "io.mingle.api.skill.SelfTest",
                    "io.mingle.api.demo.Demo");

    /** Through these one comes by bundles, and by what they are wired to. */
    private static final List<String> PACKAGES =
            List.of(
                    "org.osgi.framework.connect",
                    "org.osgi.framework.hooks.",
                    "org.osgi.framework.launch",
                    "org.osgi.framework.startlevel",
                    "org.osgi.framework.wiring",
                    "org.apache.felix.framework");

    private static final String INTERNAL = ".internal.";
    private static final String COMMAND = "osgi.command.scope";

    private Withheld() {}

    static boolean isUsed(String service) {
        return NOT_USED.stream().noneMatch(service::startsWith) && !service.contains(INTERNAL);
    }

    static boolean isUsed(ServiceReference<?> service) {
        return service.getProperty(COMMAND) == null
                && Arrays.stream(interfaces(service)).allMatch(Withheld::isUsed);
    }

    static boolean isOffered(ServiceReference<?> service) {
        return service.getProperty(COMMAND) == null
                && Arrays.stream(interfaces(service)).allMatch(Withheld::isOffered);
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
