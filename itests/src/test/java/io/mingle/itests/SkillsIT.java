package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Schema;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Mingle itself offers by name, to those who know no more than the schemas. */
@InFramework
@Timeout(120)
class SkillsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String QUESTION = "How many shapes are there?";

    private static final Picture PICTURE =
            Pictures.of(
                    new Figure("circle", "red", 20, 30, 60),
                    new Figure("star", "blue", 130, 120, 70));

    /** Invokes a skill with what fits its input schema, and returns what fits its output schema. */
    private static Map<String, Object> invoke(
            Broker broker, String name, Map<String, Object> arguments) throws Exception {
        SkillDescription description;
        try (Lease<Skill> lease = broker.lease(Skill.class, named(name), LIMIT)) {
            description = lease.service().description();
        }
        assertEquals(List.of(), Schema.complaints(description.inputSchema(), arguments));
        SkillRequest request = new SkillRequest(arguments, GenerationOptions.GREEDY);
        Map<String, Object> values =
                broker.generate(Skill.class, named(name), LIMIT, it -> it.invoke(request))
                        .join(LIMIT)
                        .result()
                        .values();
        assertEquals(List.of(), Schema.complaints(description.outputSchema(), values));
        return values;
    }

    private static String named(String name) {
        return "(name=" + name + ")";
    }

    @Test
    void understandingAnswersLikeTheService(Broker broker) throws Exception {
        Conversation conversation = Conversation.of(QUESTION, PICTURE);
        String answer =
                broker.generate(
                                Understanding.class,
                                LIMIT,
                                it -> it.ask(conversation, GenerationOptions.GREEDY))
                        .join(LIMIT)
                        .result()
                        .text();

        assertEquals(
                Map.of("text", answer, "finish_reason", "stop"),
                invoke(
                        broker,
                        "understanding",
                        Map.of("question", QUESTION, "pictures", List.of(PICTURE))));
    }

    @Test
    void understandingGoesOnWithWhatWasSaidBefore(Broker broker) throws Exception {
        List<Map<String, String>> before =
                List.of(
                        Map.of("role", "user", "text", "Hello"),
                        Map.of("role", "assistant", "text", "Hello."));

        Map<String, Object> values =
                invoke(
                        broker,
                        "understanding",
                        Map.of(
                                "system",
                                "Be brief.",
                                "messages",
                                before,
                                "question",
                                QUESTION,
                                "pictures",
                                List.of(PICTURE)));

        assertTrue(List.of("stop", "length").contains(values.get("finish_reason")), values + "");
    }

    @Test
    void groundingTellsThePlacesInPixels(Broker broker) throws Exception {
        Map<String, Object> values =
                invoke(broker, "grounding", Map.of("picture", PICTURE, "phrase", "blue star"));

        List<?> boxes = (List<?>) values.get("boxes");
        assertEquals(1, boxes.size(), boxes.toString());
        Map<?, ?> box = (Map<?, ?>) boxes.get(0);
        assertEquals("blue star", box.get("label"));
        assertTrue((int) box.get("x0") > Pictures.SIDE / 3, "on the right: " + box);
        assertTrue((int) box.get("x1") <= Pictures.SIDE, box.toString());
    }

    @Test
    void whatDoesNotFitTheSchemaIsRefused(Broker broker) throws Exception {
        assertRefused(broker, "grounding", Map.of("phrase", "blue star"), "a picture and a phrase");
        assertRefused(broker, "understanding", Map.of("question", 1), "'question' than a text");
    }

    private static void assertRefused(
            Broker broker, String name, Map<String, Object> arguments, String told) {
        SkillRequest request = new SkillRequest(arguments, GenerationOptions.GREEDY);
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () ->
                                        broker.generate(
                                                        Skill.class,
                                                        named(name),
                                                        LIMIT,
                                                        it -> it.invoke(request))
                                                .join(LIMIT))
                        .getMessage();
        assertTrue(message.contains(told), message);
    }
}
