package io.mingle.device.adb.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The apps of a device. adb tells their packages and not their names: well-known names stand in
 * {@code apps.properties}, others are looked for in the packages.
 */
final class Launcher {

    private static final String HOME =
            "cmd package resolve-activity --brief -a android.intent.action.MAIN -c"
                    + " android.intent.category.HOME";
    private static final String ALL =
            "cmd package query-activities --brief -a android.intent.action.MAIN -c"
                    + " android.intent.category.LAUNCHER";
    private static final Pattern COMPONENT =
            Pattern.compile("(?m)^\\s*([A-Za-z][\\w.]*)/([\\w.$]+)\\s*$");
    private static final Map<String, List<String>> NAMES = names();

    private static final int TOLD = 40;

    private final Shell shell;
    private final String home;

    /** The first activity of each package; read when it is first asked for. */
    private Map<String, String> activities;

    Launcher(Shell shell) throws IOException {
        this.shell = shell;
        Matcher found = COMPONENT.matcher(shell.run(HOME).text());
        home = found.find() ? found.group(1) : "";
    }

    /** Tells whether a package is the home screen. */
    boolean isHome(String app) {
        return app.equals(home);
    }

    /**
     * Returns the package that a name stands for.
     *
     * @throws InvalidRequestException if there is none, or several
     */
    String find(String name) throws IOException {
        Map<String, String> all = activities();
        String wanted = plain(name);
        if (all.containsKey(name.strip())) {
            return name.strip();
        }
        List<String> known =
                NAMES.getOrDefault(wanted, List.of()).stream().filter(all::containsKey).toList();
        if (!known.isEmpty()) {
            return known.get(0);
        }
        List<String> found =
                wanted.isEmpty()
                        ? List.of()
                        : all.keySet().stream()
                                .filter(
                                        it ->
                                                List.of(it.split("\\.")).stream()
                                                        .map(Launcher::plain)
                                                        .anyMatch(wanted::equals))
                                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new InvalidRequestException(
                "No app is known by the name '%s', or several are. Open it by its icon, or by one of the packages: %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        (found.isEmpty() ? all.keySet() : found)
                                                .stream().limit(TOLD).toList())));
    }

    /**
     * Opens an app.
     *
     * @throws InvalidRequestException if it does not open
     */
    void open(String name) throws IOException {
        String app = find(name);
        Shell.Result started =
                shell.run(
                        "am start -a android.intent.action.MAIN -c android.intent.category.LAUNCHER"
                                + " -f 0x10200000 -n "
                                + Shell.quoted(app + "/" + activities().get(app)));
        if (started.code() != 0 || started.text().contains("Error:")) {
            throw new InvalidRequestException(
                    "The app '%s' could not be opened. Open it by its icon.".formatted(app));
        }
    }

    private Map<String, String> activities() throws IOException {
        if (activities == null) {
            Map<String, String> found = new TreeMap<>();
            Matcher component = COMPONENT.matcher(shell.run(ALL).text());
            while (component.find()) {
                found.putIfAbsent(component.group(1), component.group(2));
            }
            activities = found;
        }
        return activities;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns the packages of each name, those of Android itself before those of others. */
    private static Map<String, List<String>> names() {
        Properties file = new Properties();
        try (Reader in =
                new InputStreamReader(
                        Launcher.class.getResourceAsStream("apps.properties"),
                        StandardCharsets.UTF_8)) {
            file.load(in);
        } catch (IOException e) {
            throw new InternalException(
                    "The names of apps of the bundle io.mingle.device.adb cannot be read. Build it"
                            + " anew.",
                    e);
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        file.forEach(
                (name, packages) ->
                        names.put(
                                plain((String) name), List.of(((String) packages).split("\\s+"))));
        return names;
    }
}
