package io.mingle.itests.model;

import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;

/** Chooses the model that the bundles run, from within the framework. */
public final class ModelInUse {

    /** The system property that names the folder of the {@link TinyModel}. */
    public static final String TINY = "tiny.model";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ModelInUse() {}

    /**
     * Has the bundles run the tiny model, and waits until they do.
     *
     * @param admin where they are told
     * @param broker leads to the model in use
     * @throws Exception if the configuration cannot be stored, or the thread is interrupted
     */
    public static void tiny(ConfigurationAdmin admin, Broker broker) throws Exception {
        Path folder = Path.of(System.getProperty(TINY));
        admin.getConfiguration("io.mingle.model", "?")
                .update(new Hashtable<>(Map.of("directory", folder.toString())));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!directory(broker).equals(folder)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("The bundles run " + directory(broker));
            }
            Thread.sleep(20);
        }
    }

    private static Path directory(Broker broker) {
        try (Lease<InstalledModel> lease = broker.lease(InstalledModel.class, LIMIT)) {
            return lease.service().directory();
        }
    }
}
