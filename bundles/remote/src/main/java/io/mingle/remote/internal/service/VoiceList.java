package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.speech.Voice;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The voices of an endpoint by {@code GET /audio/voices}, which not all have. */
final class VoiceList {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST = 200;

    private VoiceList() {}

    /**
     * Asks for them.
     *
     * @return in order of their names; none where they cannot be asked for
     * @throws RemoteFailure if the endpoint does not answer
     */
    static List<Voice> of(Endpoint endpoint, Abort abort) throws RemoteFailure {
        Limits limits = new Limits(endpoint.target().limits().connect(), LIMIT, LIMIT, LARGEST);
        try (Reply reply = endpoint.send(Request.get("/audio/voices"), limits, abort)) {
            return read(reply.json());
        } catch (RemoteFailure e) {
            if (e.sign() == Sign.UNABLE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Objects are told under {@code data}; names alone under {@code voices}. */
    private static List<Voice> read(JsonNode body) {
        List<Voice> voices = new ArrayList<>();
        JsonNode list = body.path("data").isArray() ? body.path("data") : body.path("voices");
        for (JsonNode each : list) {
            String name =
                    each.isTextual()
                            ? each.asText()
                            : each.path("id").asText(each.path("name").asText());
            if (!name.isBlank() && name.length() <= LONGEST) {
                voices.add(
                        new Voice(
                                name,
                                shortened(each.path("language").asText("")),
                                shortened(each.path("description").asText(""))));
            }
        }
        voices.sort(Comparator.comparing(Voice::name));
        return voices;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
