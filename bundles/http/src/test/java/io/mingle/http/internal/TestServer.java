package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.http.internal.admin.AdminEntrance;
import io.mingle.http.internal.admin.AdminRunsServlet;
import io.mingle.http.internal.agents.RunsServlet;
import io.mingle.http.internal.agents.RunsUnderWay;
import io.mingle.http.internal.chat.ChatServlet;
import io.mingle.http.internal.figures.Meters;
import io.mingle.http.internal.images.EditsServlet;
import io.mingle.http.internal.images.GenerationsServlet;
import io.mingle.http.internal.playground.PlaygroundServlet;
import io.mingle.http.internal.realtime.RealtimeServlet;
import io.mingle.http.internal.responses.NotKeptServlet;
import io.mingle.http.internal.responses.ResponsesServlet;
import io.mingle.http.internal.skills.SkillNames;
import io.mingle.http.internal.skills.SkillServlet;
import io.mingle.http.internal.skills.SkillStates;
import io.mingle.http.internal.skills.SkillsServlet;
import io.mingle.http.internal.speech.SpeechServlet;
import io.mingle.http.internal.speech.VoicesServlet;
import io.mingle.http.internal.state.StateServlet;
import io.mingle.http.internal.transcription.TranscriptionsServlet;
import io.mingle.http.internal.transcription.TranslationsServlet;
import io.mingle.http.internal.video.VideoStreams;
import io.mingle.http.internal.video.VideoStreamsServlet;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.Bundle;

/** The interface on a real server, and a client that knows nothing of it. */
public final class TestServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What names it to the hosts that its requests are passed on to. */
    public final String id = UUID.randomUUID().toString();

    public final Admission admission;
    public final FakeBroker broker = new FakeBroker();

    /** What the framework says of the state of a bundle. */
    public volatile ToIntFunction<String> bundles = name -> Bundle.ACTIVE;

    /** The names of the skills that are registered. */
    public final List<String> skills;

    public volatile Optional<String> admin = Optional.empty();

    /** What {@link #answering} was asked, and how it was to answer. */
    public final List<Conversation> asked = new CopyOnWriteArrayList<>();

    public final List<GenerationOptions> options = new CopyOnWriteArrayList<>();

    /** The sessions. */
    public final RealtimeServlet realtime;

    /** How late it is for streams of video, in nanoseconds. */
    public final AtomicLong elapsed = new AtomicLong();

    public final VideoStreams videos = new VideoStreams(elapsed::get);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer(Map<String, Object> settings, List<String> skills) throws Exception {
        this(settings, skills, OpenTelemetry.noop());
    }

    TestServer(Map<String, Object> settings, List<String> skills, OpenTelemetry telemetry)
            throws Exception {
        admission =
                new Admission(
                        Settings.with(settings),
                        (String) settings.get("keys"),
                        false,
                        List.of(),
                        Meters.unread(),
                        telemetry,
                        id);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        // No test may pass because the server has lost its patience with a client.
        connector.setIdleTimeout(Duration.ofMinutes(10).toMillis());
        server.addConnector(connector);
        ServletContextHandler all = new ServletContextHandler();
        this.skills = new CopyOnWriteArrayList<>(skills);
        SkillNames names = new SkillNames(new Services(this.skills).context());
        add(
                all,
                new ChatServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/chat/completions");
        add(
                all,
                new ResponsesServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/responses");
        add(all, new NotKeptServlet(admission), "/v1/responses/*");
        add(
                all,
                new GenerationsServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/images/generations");
        add(
                all,
                new EditsServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/images/edits");
        add(
                all,
                new TranscriptionsServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/audio/transcriptions");
        add(
                all,
                new TranslationsServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/audio/translations");
        add(
                all,
                new SpeechServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/audio/speech");
        add(
                all,
                new VoicesServlet(admission, broker, name -> bundles.applyAsInt(name)),
                "/v1/audio/voices");
        add(all, new ModelsServlet(admission, broker), "/v1/models", "/v1/models/*");
        add(all, new SkillsServlet(admission, broker, names), "/v1/skills");
        add(all, new SkillServlet(admission, broker, names), "/v1/skills/*");
        SkillStates states =
                new SkillStates(
                        broker, names, name -> bundles.applyAsInt(name), System::currentTimeMillis);
        add(all, new StateServlet(admission, broker, states, calledAs -> admin), "/v1/state");
        add(all, new PlaygroundServlet(calledAs -> admin), "/", "/playground/*");
        realtime = new RealtimeServlet(admission, broker);
        add(all, realtime, "/v1/realtime");
        add(
                all,
                new VideoStreamsServlet(
                        admission, broker, videos, name -> bundles.applyAsInt(name)),
                "/v1/videos/streams",
                "/v1/videos/streams/*");
        RunsUnderWay runs = new RunsUnderWay();
        add(all, new RunsServlet(admission, broker, runs), "/v1/agents/runs", "/v1/agents/runs/*");
        add(
                all,
                new AdminRunsServlet(
                        new AdminEntrance(admission, (String) settings.get("admins")),
                        broker,
                        runs),
                "/admin/agents/runs",
                "/admin/agents/runs/*");
        add(
                all,
                new AbsentServlet(admission),
                "/v1/audio/*",
                "/v1/images/*",
                "/v1/realtime/*",
                "/v1/embeddings");
        add(all, new UnknownServlet(admission), "/v1/*");
        server.setHandler(all);
        server.start();
    }

    private static void add(ServletContextHandler all, HttpServlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        Stream.of(paths).forEach(path -> all.addServlet(holder, path));
    }

    /** Has all questions answered by these pieces of text. */
    public void answering(String... pieces) {
        broker.with(
                Understanding.class,
                (conversation, how) -> {
                    asked.add(conversation);
                    options.add(how);
                    return Answers.of(pieces);
                });
    }

    public int port() {
        return connector.getLocalPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://%s:%s%s"
                                        .formatted(
                                                InetAddress.getLoopbackAddress().getHostAddress(),
                                                port(),
                                                path)))
                .timeout(LONG);
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** Returns the data of all events but the last, which has to be the one that says so. */
    public static List<JsonNode> chunks(HttpResponse<String> stream) throws IOException {
        List<String> data =
                stream.body()
                        .lines()
                        .filter(it -> it.startsWith("data: "))
                        .map(it -> it.substring("data: ".length()))
                        .toList();
        if (!data.get(data.size() - 1).equals("[DONE]")) {
            throw new AssertionError("The stream does not say that it is done: " + data);
        }
        return data.subList(0, data.size() - 1).stream().map(TestServer::parsed).toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return json(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
        videos.close();
    }
}
