package io.mingle.itests.model;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Exchanges the model of a running framework as an administrator does. Who stands on the model is
 * stopped before the next one is there: once it is, nobody answers with the old one any more.
 */
public final class ModelInUse {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ModelInUse() {}

    /**
     * Lets everybody use the model of a folder, and waits until it is in use.
     *
     * @param folder in the published layout
     * @throws Exception if the configuration cannot be stored, or nothing comes of it in a minute
     */
    public static void set(ConfigurationAdmin admin, Broker broker, Path folder) throws Exception {
        configuration(admin).update(new Hashtable<>(Map.of("directory", folder.toString())));
        await(broker, folder, true);
    }

    /**
     * Goes back from the model of a folder to the embedded one, and waits until that is in use.
     *
     * @param folder whose model is in use now
     * @throws Exception if the configuration cannot be removed, or nothing comes of it in a minute
     */
    public static void unset(ConfigurationAdmin admin, Broker broker, Path folder)
            throws Exception {
        configuration(admin).delete();
        await(broker, folder, false);
    }

    private static Configuration configuration(ConfigurationAdmin admin) throws Exception {
        return admin.getConfiguration("io.mingle.model", "?");
    }

    private static void await(Broker broker, Path folder, boolean inUse) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (Lease<InstalledModel> lease = broker.lease(InstalledModel.class, LIMIT)) {
                if (lease.service().directory().equals(folder) == inUse) {
                    return;
                }
            } catch (SkillUnavailableException e) {
                // It is being exchanged.
            }
            Thread.sleep(10);
        }
        throw new AssertionError(folder + (inUse ? " is not" : " is still") + " in use");
    }
}
