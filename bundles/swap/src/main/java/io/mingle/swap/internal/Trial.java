package io.mingle.swap.internal;

import io.mingle.api.skill.SelfTest;
import io.mingle.broker.Needs;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Starts a bundle and finds out whether it can take over, before any call is led to it. */
final class Trial {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Undisturbed undisturbed;
    private final BoundedLifecycle lifecycle;
    private final Trust trust;
    private final Bounded bounded;
    private final SkillTrial skills;
    private volatile Duration servicesLimit;

    Trial(
            BundleContext context,
            ServiceComponentRuntime runtime,
            Undisturbed undisturbed,
            BoundedLifecycle lifecycle,
            Trust trust) {
        this.context = context;
        this.runtime = runtime;
        this.undisturbed = undisturbed;
        this.lifecycle = lifecycle;
        this.trust = trust;
        this.bounded = new Bounded(undisturbed);
        this.skills = new SkillTrial(context, runtime, bounded);
    }

    void configure(SwapConfiguration configuration) {
        this.servicesLimit = Duration.ofMillis(configuration.servicesLimitMillis());
        bounded.setLimit(Duration.ofMillis(configuration.selfTestLimitMillis()));
    }

    /**
     * Tries a bundle.
     *
     * @param wanted what it has to provide
     * @return what is wrong with it, for people; null if nothing is
     */
    String of(Bundle bundle, Services wanted) {
        List<String> unmet = Needs.unmet(context, bundle.adapt(BundleRevision.class));
        if (!unmet.isEmpty()) {
            return "%s %s needs %s, which no installed bundle offers. Install one that does."
                    .formatted(
                            bundle.getSymbolicName(),
                            bundle.getVersion(),
                            String.join(" and ", unmet));
        }
        try {
            lifecycle.start(bundle);
            return holds(bundle, wanted);
        } catch (BundleException e) {
            return "%s %s %s"
                    .formatted(bundle.getSymbolicName(), bundle.getVersion(), why(bundle, e));
        } catch (RuntimeException e) {
            return "%s %s could not be tried: %s"
                    .formatted(bundle.getSymbolicName(), bundle.getVersion(), e);
        }
    }

    /** The framework names the first that is missing, and in a language of its own. */
    private String why(Bundle bundle, BundleException failure) {
        if (bundle.getState() == Bundle.INSTALLED) {
            List<String> withheld = trust.withheldPackages(bundle);
            if (!withheld.isEmpty()) {
                return "imports %s, which only trusted jars may. Do without, or trust the jar with --trust."
                        .formatted(String.join(", ", withheld));
            }
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            List<String> missing = Needs.missing(context, revision);
            List<String> there = Needs.otherVersions(context, revision);
            if (!missing.isEmpty()) {
                return "needs %s, which no installed bundle offers. %s"
                        .formatted(
                                String.join(" and ", missing),
                                there.isEmpty()
                                        ? "Install one that does."
                                        : "There is %s: compile it against that."
                                                .formatted(String.join(" and ", there)));
            }
        }
        Throwable cause = failure.getCause();
        return "does not start: %s".formatted(cause == null ? failure.getMessage() : cause);
    }

    private String holds(Bundle bundle, Services wanted) {
        TreeSet<String> missing = awaitServices(bundle, wanted);
        if (!missing.isEmpty()) {
            return "%s %s does not provide %s within %s ms; register it, or raise servicesLimitMillis of io.mingle.swap.%s"
                    .formatted(
                            bundle.getSymbolicName(),
                            bundle.getVersion(),
                            String.join(", ", missing),
                            servicesLimit.toMillis(),
                            whatItWaitsFor(bundle));
        }
        String unusable = skills.of(bundle);
        if (unusable != null) {
            return unusable;
        }
        for (ServiceReference<?> reference : Services.references(bundle)) {
            if (List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                    .contains(SelfTest.class.getName())) {
                String problem = test(bundle, reference);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private TreeSet<String> awaitServices(Bundle bundle, Services wanted) {
        Deadline deadline = Deadline.after(servicesLimit);
        TreeSet<String> missing = wanted.without(Services.of(bundle));
        while (!missing.isEmpty() && !deadline.isOver()) {
            undisturbed.pause(LOOK_AGAIN);
            missing = wanted.without(Services.of(bundle));
        }
        return missing;
    }

    private String whatItWaitsFor(Bundle bundle) {
        return Wait.all(runtime).stream()
                .filter(wait -> wait.involves(bundle))
                .map(wait -> " " + wait)
                .collect(Collectors.joining());
    }

    private String test(Bundle bundle, ServiceReference<?> reference) {
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        try {
            return bounded.run(
                    "mingle-self-test",
                    () -> {
                        if (!(context.getService(reference) instanceof SelfTest test)) {
                            throw new IllegalStateException(
                                    "its component could not be activated; see the log");
                        }
                        try {
                            test.run();
                        } finally {
                            context.ungetService(reference);
                        }
                        return null;
                    });
        } catch (ExecutionException e) {
            return "The self-test of %s failed: %s".formatted(name, e.getCause());
        } catch (TimeoutException e) {
            return "The self-test of %s did not end within %s ms; raise selfTestLimitMillis of io.mingle.swap if it needs longer."
                    .formatted(name, bounded.limit().toMillis());
        }
    }
}
