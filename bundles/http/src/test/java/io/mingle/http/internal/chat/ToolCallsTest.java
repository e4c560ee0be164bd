package io.mingle.http.internal.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.understanding.Constraint;
import io.mingle.http.internal.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ToolCallsTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String TOOLS =
            "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"weather\","
                + " \"description\": \"Tells the weather.\", \"parameters\": {\"type\": \"object\","
                + " \"properties\": {\"city\": {\"type\": \"string\", \"format\": \"city\"}},"
                + " \"required\": [\"city\"]}}}, {\"type\": \"function\", \"function\": {\"name\":"
                + " \"clock\"}}]";
    private static final String[] CALLS = {
        "I look.\n<tool",
        "_call>{\"name\":\"weather\",\"argu",
        "ments\":{\"city\":\"B",
        "onn\"}}</tool_call>\n<tool_call>{\"name\":\"clock\",\"arguments\":{}}</tool_call>"
    };

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String body(String more) {
        return "{\"model\": \"nano\", \"messages\": [{\"role\": \"system\", \"content\": \"Be"
                + " brief.\"}, {\"role\": \"user\", \"content\": \"What?\"}], "
                + TOOLS
                + more
                + "}";
    }

    private Constraint.Tagged constraint() {
        return (Constraint.Tagged)
                server.options.get(server.options.size() - 1).constraint().orElseThrow();
    }

    @Test
    void callsAreParsedOutOfAWholeAnswer() throws Exception {
        server.answering(CALLS);
        JsonNode choice = choice(server.post(PATH, body("")));
        assertEquals("tool_calls", choice.path("finish_reason").asText());
        assertEquals("I look.", choice.at("/message/content").asText());
        JsonNode calls = choice.at("/message/tool_calls");
        assertEquals(2, calls.size());
        assertEquals("function", calls.at("/0/type").asText());
        assertEquals("weather", calls.at("/0/function/name").asText());
        assertEquals("{\"city\":\"Bonn\"}", calls.at("/0/function/arguments").asText());
        assertEquals("clock", calls.at("/1/function/name").asText());
        assertFalse(calls.at("/0/id").asText().equals(calls.at("/1/id").asText()));
    }

    @Test
    void anAnswerOfCallsAloneHasNoContent() throws Exception {
        server.answering("<tool_call>{\"name\":\"clock\",\"arguments\":{}}</tool_call>");
        JsonNode message = choice(server.post(PATH, body(""))).path("message");
        assertTrue(message.has("content") && message.path("content").isNull());
    }

    @Test
    void anAnswerWithoutCallsHasNoListOfThem() throws Exception {
        server.answering("It is 5 < 6.");
        JsonNode choice = choice(server.post(PATH, body("")));
        assertFalse(choice.path("message").has("tool_calls"));
        assertEquals("It is 5 < 6.", choice.at("/message/content").asText());
        assertEquals("stop", choice.path("finish_reason").asText());
    }

    /** Clients hang or mix calls up where an index is missing, or an id comes twice. */
    @Test
    void everyDeltaOfACallHasItsIndexAndOnlyTheFirstItsIdAndName() throws Exception {
        server.answering(CALLS);
        List<JsonNode> chunks = TestServer.chunks(server.post(PATH, body(", \"stream\": true")));
        StringBuilder words = new StringBuilder();
        StringBuilder[] arguments = {new StringBuilder(), new StringBuilder()};
        int[] begun = {0, 0};
        for (JsonNode chunk : chunks) {
            JsonNode delta = chunk.at("/choices/0/delta");
            words.append(delta.path("content").asText(""));
            for (JsonNode call : delta.path("tool_calls")) {
                assertTrue(call.path("index").isInt(), call.toString());
                int index = call.path("index").asInt();
                boolean first = begun[index]++ == 0;
                assertEquals(first, call.has("id"), call.toString());
                assertEquals(first, call.has("type"), call.toString());
                assertEquals(first, call.path("function").has("name"), call.toString());
                assertTrue(index == 0 || begun[0] > 0, "calls come in their order");
                arguments[index].append(call.at("/function/arguments").asText());
            }
        }
        assertEquals("I look.", words.toString());
        assertEquals("{\"city\":\"Bonn\"}", arguments[0].toString());
        assertEquals("{}", arguments[1].toString());
        assertTrue(begun[0] > 2, "arguments come as they are made");
        JsonNode last = chunks.get(chunks.size() - 1);
        assertTrue(last.at("/choices/0/delta").isEmpty());
        assertEquals("tool_calls", last.at("/choices/0/finish_reason").asText());
    }

    @Test
    void theModelIsToldOfToolsAfterWhatElseSetsTheScene() throws Exception {
        server.answering("yes");
        server.post(PATH, body(""));
        assertEquals("Be brief.", server.asked.get(0).messages().get(0).text());
        assertEquals(Role.SYSTEM, server.asked.get(0).messages().get(1).role());
        String told = server.asked.get(0).messages().get(1).text();
        assertTrue(
                told.contains("{\"name\":\"weather\",\"description\":\"Tells the weather.\""),
                told);
        assertTrue(told.contains("<tool_call>{\"name\":\"NAME\""), told);
    }

    @Test
    void whatTheAnswerIsHeldToFollowsTheChoice() throws Exception {
        server.answering("yes");
        server.post(PATH, body(""));
        assertTrue(constraint().otherwise().isPresent());
        assertTrue(constraint().most() > 1);
        server.post(PATH, body(", \"parallel_tool_calls\": false"));
        assertEquals(1, constraint().most());
        server.post(PATH, body(", \"tool_choice\": \"required\""));
        assertEquals(Optional.empty(), constraint().otherwise());
        assertEquals(2, TestServer.json(constraint().schema()).path("anyOf").size());
        server.post(
                PATH,
                body(
                        ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\":"
                                + " \"clock\"}}"));
        assertEquals(Optional.empty(), constraint().otherwise());
        assertEquals(
                "clock",
                TestServer.json(constraint().schema()).at("/properties/name/const").asText());
        server.post(
                PATH,
                body(
                        ", \"tool_choice\": {\"type\": \"allowed_tools\", \"allowed_tools\":"
                                + " {\"mode\": \"required\", \"tools\": [{\"type\": \"function\","
                                + " \"function\": {\"name\": \"weather\"}}]}}"));
        assertEquals(
                "weather",
                TestServer.json(constraint().schema()).at("/properties/name/const").asText());
        server.post(PATH, body(", \"response_format\": {\"type\": \"json_object\"}"));
        assertEquals(
                Constraint.JsonSchema.class, constraint().otherwise().orElseThrow().getClass());
    }

    @Test
    void whereNoneMayBeCalledTheModelIsNotToldOfAny() throws Exception {
        server.answering("<tool_call>");
        JsonNode choice = choice(server.post(PATH, body(", \"tool_choice\": \"none\"")));
        assertEquals(2, server.asked.get(0).messages().size());
        assertEquals(Optional.empty(), server.options.get(0).constraint());
        assertEquals("<tool_call>", choice.at("/message/content").asText());
    }

    @Test
    void callsAndTheirResultsAreReadBack() throws Exception {
        server.answering("yes");
        String messages =
                "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": \"What?\"},"
                    + " {\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\":"
                    + " \"c1\", \"type\": \"function\", \"function\": {\"name\": \"weather\","
                    + " \"arguments\": \"{\\\"city\\\": \\\"Bonn\\\"}\"}}]}, {\"role\": \"tool\","
                    + " \"tool_call_id\": \"c1\", \"content\": \"sunny\"}]}";
        assertEquals(200, server.post(PATH, messages).statusCode());
        Conversation read = server.asked.get(0);
        assertEquals(Role.ASSISTANT, read.messages().get(1).role());
        assertEquals(
                "<tool_call>{\"name\":\"weather\",\"arguments\":{\"city\":\"Bonn\"}}</tool_call>",
                read.messages().get(1).text());
        assertEquals(Role.USER, read.messages().get(2).role());
        assertEquals(
                "<tool_response name=\"weather\">sunny</tool_response>",
                read.messages().get(2).text());
        HttpResponse<String> unknown =
                server.post(PATH, messages.replace("\"c1\", \"content", "\"c2\", \"content"));
        assertEquals(400, unknown.statusCode());
        assertEquals(
                "messages[2].tool_call_id",
                TestServer.json(unknown.body()).at("/error/param").asText());
    }

    @Test
    void whatCannotBeRightAboutToolsIsNamed() throws Exception {
        server.answering("yes");
        Map<String, String> wrong =
                Map.of(
                        "\"tools\": {}",
                        "tools",
                        "\"tools\": [{\"type\": \"custom\"}]",
                        "tools[0].type",
                        "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a b\"}}]",
                        "tools[0].function.name",
                        "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a\","
                                + " \"parameters\": []}}]",
                        "tools[0].function.parameters",
                        "\"tool_choice\": \"required\"",
                        "tool_choice",
                        "\"tool_choice\": \"always\"",
                        "tool_choice",
                        TOOLS
                                + ", \"tool_choice\": {\"type\": \"function\", \"function\":"
                                + " {\"name\": \"x\"}}",
                        "tool_choice.function.name",
                        "\"functions\": [{\"name\": \"a\"}]",
                        "functions");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> response =
                    server.post(
                            PATH,
                            "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\":"
                                    + " \"What?\"}], "
                                    + each.getKey()
                                    + "}");
            assertEquals(400, response.statusCode(), each.getKey());
            assertEquals(
                    each.getValue(), TestServer.json(response.body()).at("/error/param").asText());
        }
        assertEquals(List.of(), server.asked);
    }

    private static JsonNode choice(HttpResponse<String> response) throws Exception {
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body()).at("/choices/0");
    }
}
