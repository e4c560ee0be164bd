package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code docs/configuration.md} says what the bundles in the jar describe of their settings. */
class ConfigurationReferenceIT {

    /** Has the page written anew: {@code -Dmingle.docs.write=true}. */
    private static final String WRITE = "mingle.docs.write";

    private static final Path PAGE = Path.of("../../docs/configuration.md");

    private static final String HEAD =
            """
            # Configuration

            All settings that bundles describe, by PID. This page is generated from what they describe: `./mvnw -pl bundles/host -am verify
            -Dit.test=ConfigurationReferenceIT -Dmingle.docs.write=true`; the build fails where it is out of date. [Operations](operations.md) tells how settings are made.
            """;

    @Test
    void thePageIsWhatTheBundlesDescribe() throws Exception {
        String page = HEAD + String.join("", sections().values());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }
        String there = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(page, there, "Write it anew with -D" + WRITE + "=true.");
    }

    private static Map<String, String> sections() throws Exception {
        Map<String, String> sections = new TreeMap<>();
        try (JarFile jar = new JarFile(System.getProperty("mingle.test.jar"))) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (entry.getName().matches("bundles/(serve/)?io\\.mingle\\..*\\.jar")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        read(new JarInputStream(in), sections);
                    }
                }
            }
        }
        return sections;
    }

    private static void read(JarInputStream bundle, Map<String, String> sections) throws Exception {
        for (JarEntry entry = bundle.getNextJarEntry();
                entry != null;
                entry = bundle.getNextJarEntry()) {
            if (entry.getName().startsWith("OSGI-INF/metatype/")
                    && entry.getName().endsWith(".xml")) {
                describe(parse(bundle), sections);
            }
        }
    }

    /** The parser would close what it reads from. */
    private static Document parse(JarInputStream bundle) throws Exception {
        byte[] bytes = bundle.readAllBytes();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(bytes));
    }

    private static void describe(Document metatype, Map<String, String> sections)
            throws IOException {
        for (Element designate : elements(metatype.getElementsByTagName("Designate"))) {
            String pid = designate.getAttribute("pid") + designate.getAttribute("factoryPid");
            String described =
                    elements(designate.getElementsByTagName("Object"))
                            .get(0)
                            .getAttribute("ocdref");
            for (Element ocd : elements(metatype.getElementsByTagName("OCD"))) {
                if (ocd.getAttribute("id").equals(described)) {
                    sections.put(pid, section(pid, ocd));
                }
            }
        }
    }

    private static String section(String pid, Element ocd) {
        StringBuilder text = new StringBuilder("\n## `").append(pid).append("`\n\n");
        text.append(ocd.getAttribute("description").strip().replaceFirst("[.]?$", "."));
        text.append("\n\n| setting | type | default | range | |\n|---|---|---|---|---|\n");
        text.append(
                elements(ocd.getElementsByTagName("AD")).stream()
                        .map(ConfigurationReferenceIT::row)
                        .collect(Collectors.joining()));
        return text.toString();
    }

    private static String row(Element option) {
        String several = option.getAttribute("cardinality").isEmpty() ? "" : ", several";
        String bounds =
                option.getAttribute("min").isEmpty() && option.getAttribute("max").isEmpty()
                        ? ""
                        : option.getAttribute("min") + " … " + option.getAttribute("max");
        return "| `%s` | %s%s | %s | %s | %s |\n"
                .formatted(
                        option.getAttribute("id"),
                        option.getAttribute("type").toLowerCase(java.util.Locale.ROOT),
                        several,
                        option.getAttribute("default").isEmpty()
                                ? ""
                                : "`" + option.getAttribute("default") + "`",
                        bounds.strip(),
                        option.getAttribute("description").replace("|", "\\|"));
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
