package io.mingle.host.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** What Felix and its bundles are told. */
final class FrameworkConfiguration {

    /** Callers of SLF4J 1.7 can call 2.0, and ask for their own version all the same. */
    private static final String LOGGING_BEFORE =
            ",org.slf4j;version=\"1.7.36\",org.slf4j.helpers;version=\"1.7.36\"";

    private FrameworkConfiguration() {}

    /**
     * Returns the configuration of a framework.
     *
     * @param storage the folder for the framework's records
     * @param lasting where bundles will find their classes that do not find them in themselves
     */
    static Map<String, Object> of(
            Installation installation,
            LaunchOptions options,
            Path storage,
            Map<Bundle, ClassLoader> lasting) {
        // Felix runs an extension as itself before it asks any hook, whoever has installed it. It
        // looks here, once, when it is loaded.
        System.getProperties().putIfAbsent(FelixConstants.FELIX_EXTENSIONS_DISABLE, "true");
        Map<String, Object> configuration = of(options);
        configuration.putIfAbsent(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.putIfAbsent(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                installation.sharedPackages() + LOGGING_BEFORE);
        configuration.putIfAbsent(FelixConstants.BOOT_CLASSLOADERS_PROP, lasting);
        return configuration;
    }

    /** Returns what holds for any installation; what the options say holds in any case. */
    static Map<String, Object> of(LaunchOptions options) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
        configuration.put(FelixConstants.LOG_LEVEL_PROP, options.verbose() ? "3" : "2");
        // Without a log service it would write to the console; Absence tells what matters.
        configuration.put("ds.log.enabled", Boolean.toString(options.verbose()));
        configuration.put(
                "mingle.cache.setting", "the environment variable " + CacheFolder.VARIABLE);
        configuration.put("mingle.cache", options.cache().toString());
        configuration.put("mingle.engine.cache", engineCache(options).toString());
        configuration.put(
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "io.mingle.memory;bytes:Long=" + MachineMemory.bytes());
        // Of jars it asks the swapper. All else, such as a configuration or a folder, it would take
        // up by itself, untried and trusted.
        configuration.put(BundleStart.WATCH + "filter", ".*\\.jar");
        configuration.put(BundleStart.WATCH + "subdir.mode", "skip");
        // Felix would listen to the whole network.
        configuration.put("org.apache.felix.http.host", "127.0.0.1");
        // Each request that is being answered holds a thread, and the setting requestsAtATime of
        // io.mingle.http allows 512; refusals, figures and health need some besides.
        configuration.put("org.apache.felix.http.jetty.threadpool.max", "640");
        configuration.putAll(options.properties());
        return configuration;
    }

    /** Returns the folder that libtorch is unpacked into. */
    static Path engineCache(LaunchOptions options) {
        return options.cache().resolve("engine");
    }
}
