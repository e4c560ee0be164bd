package io.mingle.itests.model;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Exchanges the model of a running framework as an administrator does. Who stands on the model is
 * stopped before the next one is there: once it is, nobody answers with the old one any more.
 */
public final class ModelInUse {

    /** The system property that names the folder of the {@link TinyModel}. */
    public static final String TINY = "tiny.model";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ModelInUse() {}

    /**
     * Lets everybody use the tiny model, and waits until it is in use.
     *
     * @throws Exception if the configuration cannot be stored, or nothing comes of it in a minute
     */
    public static void tiny(ConfigurationAdmin admin, Broker broker) throws Exception {
        folder(admin, broker, Path.of(System.getProperty(TINY)));
    }

    /**
     * Lets everybody use the model in a folder, and waits until it is in use.
     *
     * @throws Exception if the configuration cannot be stored, or nothing comes of it in a minute
     */
    public static void folder(ConfigurationAdmin admin, Broker broker, Path folder)
            throws Exception {
        // An update that changes nothing would have the model exchanged for itself.
        configuration(admin)
                .updateIfDifferent(new Hashtable<>(Map.of("directory", folder.toString())));
        await(broker, folder::equals);
    }

    /**
     * Goes back to the embedded model, and waits until it is in use.
     *
     * @throws Exception if the configuration cannot be removed, or nothing comes of it in a minute
     */
    public static void embedded(ConfigurationAdmin admin, Broker broker) throws Exception {
        Configuration configuration = configuration(admin);
        Dictionary<String, Object> before = configuration.getProperties();
        configuration.delete();
        await(broker, it -> before == null || !it.toString().equals(before.get("directory")));
    }

    private static Configuration configuration(ConfigurationAdmin admin) throws Exception {
        return admin.getConfiguration("io.mingle.model", "?");
    }

    private static void await(Broker broker, Predicate<Path> wanted) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (Lease<InstalledModel> lease = broker.lease(InstalledModel.class, LIMIT)) {
                if (wanted.test(lease.service().directory())) {
                    return;
                }
            } catch (SkillUnavailableException e) {
                // It is being exchanged.
            }
            Thread.sleep(10);
        }
        throw new AssertionError("The other model is not in use after " + LIMIT);
    }
}
