package io.mingle.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run of {@code mingle serve}, and a client of it. */
final class ServedMingle implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(240);
    private static final Duration LONG = Duration.ofSeconds(120);

    private final Process process;
    private final Path out;
    private final HttpClient client;
    private final URI address;

    /** Serves on any port that is free, and waits until it does. */
    ServedMingle(Path folder, String... arguments) throws Exception {
        this(folder, HttpClient.newHttpClient(), it -> it, arguments);
    }

    ServedMingle(
            Path folder,
            HttpClient client,
            UnaryOperator<ProcessBuilder> prepared,
            String... arguments)
            throws Exception {
        this.client = client;
        out = Files.createTempFile(folder, "served", ".txt");
        String[] all =
                Stream.concat(Stream.of("serve", "--port", "0"), Stream.of(arguments))
                        .toArray(String[]::new);
        process =
                prepared.apply(MingleProcess.prepare(folder, all))
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            address = URI.create(await(" at (https?://[0-9.:]+/)").group(1));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String said() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** Waits until it has said something, and returns what. */
    Matcher await(String pattern) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            Matcher matcher = Pattern.compile(pattern).matcher(said());
            if (matcher.find()) {
                return matcher;
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(pattern + " in " + said());
            }
            Thread.sleep(50);
        }
    }

    /** Makes a key, and adds it to the file of those that are let in. */
    static String key(Path folder, Path file, String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("key", name, "--file", file.toString()));
        arguments.addAll(List.of(more));
        return MingleProcess.run(folder, arguments.toArray(String[]::new)).out().strip();
    }

    Process process() {
        return process;
    }

    /** Returns what all paths follow. */
    URI address() {
        return address;
    }

    /** Returns what clients of OpenAI's interface call the base URL. */
    String baseUrl() {
        return address.resolve("v1").toString();
    }

    URI adminAddress() throws Exception {
        return URI.create(await("admins at (https?://[0-9.:]+/)").group(1));
    }

    HttpResponse<String> get(URI at, String... headers) throws Exception {
        return send("GET", at, null, headers);
    }

    HttpResponse<String> post(URI at, String body, String... headers) throws Exception {
        return send("POST", at, body, headers);
    }

    HttpResponse<String> send(String method, URI at, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at)
                        .timeout(LONG)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        List<String> pairs = List.of(headers);
        for (int i = 0; i < pairs.size(); i += 2) {
            request.header(pairs.get(i), pairs.get(i + 1));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a few words, and says what came. */
    HttpResponse<String> chat(String more, String... headers) throws Exception {
        String body =
                "{\"model\": \"nano\", \"max_tokens\": 8, \"messages\": [{\"role\": \"user\","
                        + " \"content\": \"How many shapes are there?\"}]"
                        + more
                        + "}";
        String[] all =
                Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                        .toArray(String[]::new);
        return post(address.resolve("v1/chat/completions"), body, all);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
