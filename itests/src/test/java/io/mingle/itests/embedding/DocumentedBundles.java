package io.mingle.itests.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of bundles in docs/embedding.md. */
final class DocumentedBundles {

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.*?) \\|.*");
    private static final Pattern COORDINATES = Pattern.compile("`([\\w.-]+):([\\w.-]+)(:\\w+)?`");

    /**
     * A bundle as it stands in the table.
     *
     * @param file its name in the folder of the tests
     */
    record Entry(int startLevel, String file) {}

    private DocumentedBundles() {}

    static List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("embedding.document")))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher bundle = COORDINATES.matcher(row.group(2));
                while (bundle.find()) {
                    String classifier =
                            bundle.group(3) == null
                                    ? ""
                                    : "-" + System.getProperty("natives.platform");
                    entries.add(
                            new Entry(
                                    Integer.parseInt(row.group(1)),
                                    bundle.group(2) + classifier + ".jar"));
                }
            }
        }
        return entries;
    }
}
