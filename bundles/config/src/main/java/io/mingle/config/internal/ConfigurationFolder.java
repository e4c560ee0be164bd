package io.mingle.config.internal;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the settings that lie in a folder, which the framework property {@value #FOLDER} names, and
 * takes on what changes there. A file that makes no sense is told of once, and what it said before
 * goes on.
 */
@Component(service = ConfigurationFolder.class, immediate = true)
public final class ConfigurationFolder {

    static final String FOLDER = "mingle.config";

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.config");

    private static final long LOOK_MILLIS = 500;

    private final ConfigurationAdmin configurations;
    private final DescribedOptions options;
    private final Path folder;
    private final ScheduledExecutorService looker;

    /** What files were like when they were read last. */
    private final Map<Path, String> seen = new HashMap<>();

    /** The PIDs that come from each file. */
    private final Map<Path, Set<String>> given = new HashMap<>();

    /** Why the folder could not be read, so that it is told once. */
    private String told = "";

    /** The PIDs that are set. */
    private final Set<String> set = new HashSet<>();

    @Activate
    public ConfigurationFolder(
            @Reference ConfigurationAdmin configurations,
            @Reference MetaTypeService metatypes,
            BundleContext context) {
        this.configurations = configurations;
        this.options = new DescribedOptions(context, metatypes);
        String named = context.getProperty(FOLDER);
        this.folder = named == null ? null : Path.of(named);
        this.looker =
                folder == null
                        ? null
                        : Executors.newSingleThreadScheduledExecutor(
                                task -> {
                                    Thread thread = new Thread(task, "mingle-config");
                                    thread.setDaemon(true);
                                    return thread;
                                });
        if (folder != null) {
            look();
            looker.scheduleWithFixedDelay(
                    this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            Map<Path, String> now = states();
            for (Path gone : List.copyOf(seen.keySet())) {
                if (!now.containsKey(gone)) {
                    seen.remove(gone);
                    given(gone, Set.of());
                    LOG.info("{} has gone, and its settings with it", gone.getFileName());
                }
            }
            now.forEach(
                    (file, state) -> {
                        if (!state.equals(seen.put(file, state))) {
                            take(file);
                        }
                    });
            withdraw();
            told = "";
        } catch (IOException | RuntimeException e) {
            if (!told.equals(e.toString())) {
                told = e.toString();
                LOG.warn("The folder of settings '{}' cannot be read: {}", folder, told);
            }
        }
    }

    /** Returns what files are like now; one that goes meanwhile, or leads nowhere, is not there. */
    private Map<Path, String> states() throws IOException {
        Map<Path, String> states = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(FileContent::isOne).toList()) {
                try {
                    states.put(file, Files.getLastModifiedTime(file) + "/" + Files.size(file));
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is not there", file, e);
                }
            }
        }
        return states;
    }

    private void take(Path file) {
        try {
            Map<String, Dictionary<String, Object>> checked = new LinkedHashMap<>();
            FileContent.of(file)
                    .forEach((pid, settings) -> checked.put(pid, options.typed(pid, settings)));
            for (Map.Entry<String, Dictionary<String, Object>> each : checked.entrySet()) {
                configuration(each.getKey()).updateIfDifferent(each.getValue());
                set.add(each.getKey());
            }
            given(file, checked.keySet());
            LOG.info("{} is in use: {}", file.getFileName(), String.join(", ", checked.keySet()));
        } catch (InvalidRequestException e) {
            LOG.warn(
                    "{} is not in use, and what was set before stays. {}",
                    file.getFileName(),
                    e.getMessage());
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be read, and what was set before stays: {}",
                    file.getFileName(),
                    e.toString());
        }
    }

    /** Notes what a file sets; what it sets no more is read anew where another one sets it. */
    private void given(Path file, Set<String> pids) {
        Set<String> no = given.getOrDefault(file, Set.of());
        given.put(file, Set.copyOf(pids));
        for (Map.Entry<Path, Set<String>> other : given.entrySet()) {
            if (!other.getKey().equals(file)
                    && other.getValue().stream()
                            .anyMatch(it -> no.contains(it) && !pids.contains(it))) {
                seen.replace(other.getKey(), "");
            }
        }
    }

    /**
     * Takes back what no file sets any more, after all else. A single one is emptied and not
     * deleted: one that comes after it would begin to count its changes anew, and be passed over by
     * components that still hear of the deletion.
     */
    private void withdraw() throws IOException {
        Set<String> still = new HashSet<>();
        given.values().forEach(still::addAll);
        for (String pid : List.copyOf(set)) {
            if (!still.contains(pid)) {
                if (pid.indexOf('~') < 0) {
                    configuration(pid).update(new Hashtable<>());
                } else {
                    configuration(pid).delete();
                }
                set.remove(pid);
            }
        }
    }

    private Configuration configuration(String pid) throws IOException {
        int name = pid.indexOf('~');
        return name < 0
                ? configurations.getConfiguration(pid, "?")
                : configurations.getFactoryConfiguration(
                        pid.substring(0, name), pid.substring(name + 1), "?");
    }

    @Deactivate
    void close() {
        if (looker != null) {
            looker.shutdownNow();
        }
    }
}
