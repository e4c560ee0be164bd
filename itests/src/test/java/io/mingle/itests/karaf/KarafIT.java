package io.mingle.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.harness.ChangedJar;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The features file in Karaf, as a user types it; one after the other, in one Karaf. */
@Timeout(1200)
@TestMethodOrder(OrderAnnotation.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its script there has another name")
class KarafIT {

    private static final String ENGINE = "mingle-engine-" + System.getProperty("natives.platform");
    private static final String ASK = "mingle:ask \"How many shapes are there?\"";
    private static final String MARK = "Swapped-In";

    @TempDir static Path folder;
    private static Karaf karaf;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = freePort();
        karaf =
                Karaf.start(
                        folder,
                        Map.of(
                                "org.apache.felix.http.cfg",
                                "org.apache.felix.http.host = 127.0.0.1\n"
                                        + "org.osgi.service.http.port = "
                                        + port));
        Path others =
                Files.writeString(
                        folder.resolve("others.xml"),
                        """
                        <features name="others" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                          <feature name="other" version="1.0.0"/>
                        </features>
                        """);
        addRepository(others);
        addRepository(Path.of(System.getProperty("karaf.features")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void addRepository(Path file) throws Exception {
        String said = karaf.say("feature:repo-add " + file.toUri());
        assertTrue(!said.contains("Error") && !said.contains("not found"), said);
    }

    @AfterAll
    static void stop() throws Exception {
        karaf.close();
    }

    private static Path jar(String name) throws Exception {
        Path module = Path.of(System.getProperty("karaf.repository"), "io", "mingle", name);
        try (Stream<Path> files = Files.walk(module)) {
            return files.filter(it -> it.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
    }

    private static Path changed(String name, String header, String value) throws Exception {
        return ChangedJar.write(
                Files.newInputStream(jar(name)),
                Files.createTempFile(folder, name, ".jar"),
                header,
                value);
    }

    /** Returns the lines of the list of bundles that have a name. */
    private static List<String> bundles(String name) throws Exception {
        return karaf.say("bundle:list -t 0 -s --no-ellipsis")
                .lines()
                .filter(it -> it.endsWith(" " + name) || it.contains(" " + name + " "))
                .filter(it -> it.contains("│"))
                .toList();
    }

    private static String answer() throws Exception {
        return karaf.say(ASK);
    }

    private static void assertAnswers() throws Exception {
        String said = answer();
        assertEquals(
                1,
                said.lines()
                        .filter(it -> !it.contains("mingle:ask") && !it.contains("end of command"))
                        .filter(
                                it ->
                                        !it.isBlank()
                                                && !it.startsWith("karaf@")
                                                && !it.contains("Error"))
                        .count(),
                said);
    }

    @Test
    @Order(1)
    void aQuestionIsAnsweredOnceTheFeaturesAreInstalled() throws Exception {
        String said = karaf.say("feature:install " + ENGINE + " mingle");
        assertTrue(!said.contains("Error"), said);

        assertAnswers();
    }

    /** What is typed here is what the page about embedding says. */
    @Test
    @Order(1)
    void thePageShowsTheseCommands() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("embedding.document")));
        for (String command : List.of("feature:install mingle-engine-linux-x86_64 mingle", ASK)) {
            assertTrue(page.contains("    " + command + "\n"), command);
        }
    }

    @Test
    @Order(2)
    void clientsAreAnsweredByHttpWhereTheConfigurationSays() throws Exception {
        String said = karaf.say("feature:install mingle-http");
        assertTrue(!said.contains("Error"), said);

        String models = answered("/v1/models");
        assertTrue(models.contains("\"id\":\"nano\""), models);

        said = karaf.say("feature:uninstall mingle-http");
        assertTrue(!said.contains("Error"), said);
        assertThrows(IOException.class, () -> get("/v1/models"));
    }

    /** The features are there before all their services are. */
    private static String answered(String path) throws Exception {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        String last = "";
        while (System.nanoTime() < limit) {
            try {
                HttpResponse<String> answer = get(path);
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                last = answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + ": " + last);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(3)
    void whatWasSwappedInStaysWhenAnotherFeatureComes() throws Exception {
        for (String name : List.of("io.mingle.vision", "io.mingle.core")) {
            String said = karaf.say("mingle:swap " + changed(name, MARK, name));
            assertTrue(said.contains("swapped in place"), said);
        }

        karaf.say("feature:install other");

        for (String name : List.of("io.mingle.vision", "io.mingle.core")) {
            String headers = karaf.say("bundle:headers " + name);
            assertTrue(headers.contains(MARK), headers);
            List<String> found = bundles(name);
            assertEquals(1, found.size(), found.toString());
            assertTrue(found.get(0).contains("Active"), found.toString());
        }
        assertAnswers();
    }

    @Test
    @Order(4)
    void anotherVersionIsRefusedBecauseTheFeatureWouldBringItsOwnBack() throws Exception {
        Path jar = changed("io.mingle.vision", "Bundle-Version", "9.0.0");

        String said = karaf.say("mingle:swap " + jar);

        assertTrue(said.contains("belongs to the Karaf feature mingle"), said);
        assertTrue(said.contains("install the feature that has version 9.0.0"), said);
    }

    @Test
    @Order(5)
    void theFeatureGoesAndComesBack() throws Exception {
        karaf.say("feature:uninstall mingle");
        assertEquals(List.of(), bundles("io.mingle.core"));

        karaf.say("feature:install mingle");

        assertAnswers();
    }

    @Test
    @Order(6)
    void anEngineThatComesBackSaysThatItTakesANewJvm() throws Exception {
        karaf.say("feature:uninstall mingle " + ENGINE);
        karaf.say("feature:install " + ENGINE + " mingle");

        String said = answer();

        assertTrue(said.replaceAll("\\s+", " ").contains("Start the JVM again"), said);
    }
}
