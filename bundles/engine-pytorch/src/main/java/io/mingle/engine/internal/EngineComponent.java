package io.mingle.engine.internal;

import io.mingle.cache.UserCache;
import io.mingle.engine.EngineStatus;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the engine with the bundle and registers the outcome as {@link EngineStatus}. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "io.mingle.engine")
@Designate(ocd = EngineConfiguration.class)
public final class EngineComponent {

    private static final Logger log = LoggerFactory.getLogger(EngineComponent.class);

    private final BundleContext context;
    private Status status;
    private ServiceRegistration<EngineStatus> registration;

    /** Called by Declarative Services; the first start on a machine unpacks the natives. */
    @Activate
    public EngineComponent(BundleContext context, EngineConfiguration configuration) {
        this.context = context;
        register(start(configuration));
    }

    /**
     * Tries again where there was no engine yet; a loaded one stays as it is until the JVM ends.
     */
    @Modified
    synchronized void modified(EngineConfiguration configuration) {
        if (status.usable()) {
            log.warn(
                    "The configuration of the engine has changed; it takes effect when the JVM is"
                            + " started again.");
            return;
        }
        registration.unregister();
        register(start(configuration));
    }

    @Deactivate
    synchronized void deactivate() {
        registration.unregister();
    }

    private synchronized void register(Status found) {
        status = found;
        if (found.usable()) {
            log.info("Engine: {}", found.explanation());
        } else {
            log.error("The engine cannot be used. {}", found.explanation());
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("usable", found.usable());
        properties.put("flavor", found.flavor());
        // For those who are not wired to this bundle.
        properties.put("explanation", found.explanation());
        registration = context.registerService(EngineStatus.class, found, properties);
    }

    private Status start(EngineConfiguration configuration) {
        Bundle bundle = context.getBundle();
        try {
            return EngineStart.start(
                    EngineSettings.of(
                            configuration,
                            context::getProperty,
                            System::getenv,
                            UserCache.ofThisUser()
                                    .map(it -> it.resolve("engine"))
                                    .orElseGet(() -> context.getDataFile("engine").toPath())),
                    Carried.in(bundle::getEntry),
                    new ReportedUnpacking(
                            "stderr".equals(context.getProperty(EngineSettings.PROGRESS))
                                    ? System.err
                                    : null),
                    bundle.getSymbolicName() + ' ' + bundle.getVersion());
        } catch (EngineMissingException e) {
            return Status.missing(e.getMessage());
        }
    }
}
