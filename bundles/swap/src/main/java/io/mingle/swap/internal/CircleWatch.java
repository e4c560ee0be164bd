package io.mingle.swap.internal;

import io.mingle.broker.absence.ActivationFailures;
import io.mingle.swap.WaitingComponents;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for circles whenever a bundle has been started, since whoever copies a jar into a folder
 * sees nothing but the log. A component that merely waits is no news: its service may come next.
 */
@Component(service = WaitingComponents.class, immediate = true)
public final class CircleWatch implements WaitingComponents, BundleListener {

    private static final Logger log = LoggerFactory.getLogger(CircleWatch.class);

    private final ServiceComponentRuntime runtime;
    private final BundleContext context;

    /** Circles that were there the last time. Of the thread that delivers events. */
    private Set<String> known = Set.of();

    @Activate
    public CircleWatch(@Reference ServiceComponentRuntime runtime, BundleContext context) {
        this.runtime = runtime;
        this.context = context;
        context.addBundleListener(this);
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
    }

    @Override
    public List<String> describe() {
        return Stream.concat(
                        Wait.all(runtime).stream().map(Wait::toString),
                        new ActivationFailures(runtime).all().stream())
                .toList();
    }

    /** Comes after Declarative Services has dealt with the bundle, which it does synchronously. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED) {
            Set<String> circles =
                    Wait.all(runtime).stream()
                            .filter(Wait::circular)
                            .map(Wait::toString)
                            .collect(Collectors.toSet());
            circles.stream().filter(it -> !known.contains(it)).forEach(log::warn);
            known = circles;
        }
    }
}
