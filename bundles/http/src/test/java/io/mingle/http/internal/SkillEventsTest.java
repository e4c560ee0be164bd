package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageRead;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who calls a skill and listens hears how far it is, whatever updates it has. */
@Timeout(120)
class SkillEventsTest {

    /** Says nothing of how far it is. */
    private record Thought() implements Update {}

    /** Reads two pages. */
    private static final class Reading implements Skill {

        @Override
        public SkillDescription description() {
            return new SkillDescription(
                    "reading", "1.0.0", "Reads.", "{\"type\": \"object\"}", SkillDescription.TEXT);
        }

        @Override
        public Generation<SkillResult> invoke(SkillRequest request) {
            GenerationChannel<SkillResult> channel = new GenerationChannel<>();
            channel.publish(new Progress("opening", 1, 0));
            channel.publish(new Thought());
            channel.publish(new PageRead(page(), 1, 2));
            channel.publish(new PageRead(page(), 2, 2));
            channel.delta("two");
            channel.finished(SkillResult.text("two"), Usage.NONE);
            return channel;
        }

        private static Page page() {
            return new Page(
                    1,
                    "a.pdf",
                    1,
                    1,
                    List.of(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of());
        }
    }

    @Test
    void pagesAreToldOfAsTheyAreDone() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of("reading"))) {
            server.broker.with(Skill.class, new Reading(), "name=reading");
            HttpResponse<String> answer =
                    server.send(
                            server.request("/v1/skills/reading")
                                    .header("Content-Type", "application/json")
                                    .header("Accept", "text/event-stream")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            List<JsonNode> events =
                    answer.body()
                            .lines()
                            .filter(it -> it.startsWith("data: "))
                            .map(it -> it.substring("data: ".length()))
                            .map(SkillEventsTest::parsed)
                            .toList();
            assertEquals(5, events.size(), answer.body());
            assertEquals("opening", events.get(0).path("what").asText());
            for (int i = 1; i <= 2; i++) {
                assertEquals("reading pages", events.get(i).path("what").asText());
                assertEquals(i, events.get(i).path("step").asInt());
                assertEquals(2, events.get(i).path("of").asInt());
            }
            assertEquals("two", events.get(3).path("delta").asText());
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return TestServer.json(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
