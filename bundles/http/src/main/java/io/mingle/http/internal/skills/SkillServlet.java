package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Json;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.json.MediaFile;
import io.mingle.json.MediaPaths;
import io.mingle.json.SkillJson;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /v1/skills/{name}}: calls any skill. The body holds its arguments, media as data
 * URLs. A client that accepts {@code text/event-stream} gets the result as it comes.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/skills/*")
public final class SkillServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Broker broker;
    private final transient SkillNames names;

    @Activate
    public SkillServlet(
            @Reference Admission admission, @Reference Broker broker, @Reference SkillNames names) {
        super(admission, "POST");
        this.broker = broker;
        this.names = names;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        String name = exchange.rest();
        List<String> all = names.all();
        if (!all.contains(name)) {
            throw new ApiException(
                    ApiError.notFound(
                            "skill-not-found",
                            "There is no such skill. There are: %s."
                                    .formatted(String.join(", ", all))));
        }
        if (!exchange.caller().mayCall(name)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call this skill."));
        }
        exchange.trace().tool(name);
        JsonNode arguments = exchange.body();
        RemoteMedia remote = exchange.media();
        MediaPaths media = text -> named(remote, text);
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        try (EventFeed<SkillResult> feed =
                new EventFeed<>(
                        exchange.load(),
                        exchange.trace(),
                        name,
                        1,
                        i -> invoke(name, arguments, media, patience))) {
            if (exchange.accepts("text/event-stream")) {
                new StreamedResult(exchange).send(feed, 1);
            } else {
                exchange.send(200, ResultJson.of(feed.ends(exchange).get(0)));
            }
        }
    }

    /**
     * Asks for nothing twice, though the arguments are read again for a skill that was replaced.
     */
    private static MediaFile named(RemoteMedia remote, String text) {
        return RemoteMedia.isMeant(text)
                ? new MediaFile.InMemory(
                        text, remote.fetch("arguments", text, RemoteMedia.ANY).bytes())
                : MediaPaths.NONE.find(text);
    }

    private Generation<SkillResult> invoke(
            String name, JsonNode arguments, MediaPaths media, Duration patience) {
        return broker.generate(
                Skill.class,
                SkillNames.filter(name),
                patience,
                it ->
                        it.invoke(
                                new SkillRequest(
                                        SkillJson.arguments(
                                                it.description(), Json.write(arguments), media),
                                        GenerationOptions.GREEDY)));
    }
}
