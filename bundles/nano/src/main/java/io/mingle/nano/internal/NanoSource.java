package io.mingle.nano.internal;

import io.mingle.api.model.ModelSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the checkpoint of this bundle and offers it as a {@link ModelSource}.
 *
 * <p>A bundle that was built without a checkpoint offers none; that is why the service is
 * registered by hand.
 */
@Component(
        service = {},
        immediate = true)
public final class NanoSource {

    /** Framework property with a folder that several processes share; optional. */
    static final String CACHE = "mingle.cache";

    /** Framework property in which a host says how a person names another folder; optional. */
    static final String CACHE_SETTING = "mingle.cache.setting";

    private static final Logger log = LoggerFactory.getLogger(NanoSource.class);

    private final ServiceRegistration<ModelSource> registration;

    /**
     * Unpacks and registers.
     *
     * @param context of this bundle
     */
    @Activate
    public NanoSource(BundleContext context) {
        registration =
                unpack(context)
                        .map(
                                folder ->
                                        context.registerService(
                                                ModelSource.class, new Nano(folder), null))
                        .orElse(null);
    }

    /** Withdraws the offer; the unpacked files stay for the next start. */
    @Deactivate
    void close() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private static Optional<Path> unpack(BundleContext context) {
        Optional<Checkpoint> checkpoint = Checkpoint.in(context.getBundle());
        if (checkpoint.isEmpty()) {
            log.info(
                    "This build of {} carries no checkpoint: {} is not in it. Train one and build"
                            + " again, or name a model folder.",
                    context.getBundle(),
                    Checkpoint.CONFIG);
            return Optional.empty();
        }
        Path models = models(context);
        try {
            return Optional.of(
                    checkpoint.get().unpack(models, context.getBundle().getVersion().toString()));
        } catch (IOException e) {
            log.error(
                    "The embedded checkpoint could not be unpacked into {} ({}). Free some space,"
                            + " or name another folder in {}.",
                    models,
                    e,
                    cacheSetting(context));
            return Optional.empty();
        }
    }

    private static String cacheSetting(BundleContext context) {
        String told = context.getProperty(CACHE_SETTING);
        return told == null ? "the framework property " + CACHE : told;
    }

    private static Path models(BundleContext context) {
        String shared = context.getProperty(CACHE);
        if (shared != null && !shared.isBlank()) {
            return Path.of(shared).toAbsolutePath().resolve("models");
        }
        File own = context.getDataFile("models");
        return own == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "mingle-models")
                : own.toPath().toAbsolutePath();
    }

    /** The checkpoint, unpacked. */
    private record Nano(Path directory) implements ModelSource {

        @Override
        public String name() {
            return "nano";
        }
    }
}
