package io.mingle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, to the heading that they name, too; and to every page leads one. */
class LinksTest {

    private static final Path INDEX = Pages.ROOT.resolve("docs/README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern BLOCK =
            Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

    /** Returns where a page's links lead, in its order; what stands in code is none. */
    static List<String> links(Path page) throws IOException {
        String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
        Matcher link = LINK.matcher(CODE.matcher(text).replaceAll("code"));
        List<String> links = new ArrayList<>();
        while (link.find()) {
            links.add(link.group(1));
        }
        return links;
    }

    /** Returns the names that headings have in links. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
        for (String line : text.lines().filter(it -> it.matches("#{1,6} .*")).toList()) {
            String anchor =
                    line.replaceFirst("#+ ", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\p{Mn}_\\- ]", "")
                            .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        int followed = 0;
        for (Path page : Pages.all()) {
            for (String link : links(page)) {
                if (link.matches("[a-z]+:.*")) {
                    continue;
                }
                followed++;
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
                boolean leads =
                        Files.exists(target)
                                && (parts.length == 1 || anchors(target).contains(parts[1]));
                if (!leads) {
                    broken.add(Pages.ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(followed > 50, "links followed: " + followed);
    }

    @Test
    void theIndexLeadsToEveryPage() throws Exception {
        Set<String> pages = new TreeSet<>();
        for (Path page : Pages.docs()) {
            if (!page.equals(INDEX)) {
                pages.add(INDEX.getParent().relativize(page).toString().replace('\\', '/'));
            }
        }
        Set<String> linked = new TreeSet<>(links(INDEX));
        pages.removeAll(linked);
        assertEquals(Set.of(), pages, "not in docs/README.md");
    }
}
