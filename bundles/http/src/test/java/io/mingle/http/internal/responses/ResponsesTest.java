package io.mingle.http.internal.responses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.http.internal.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResponsesTest {

    private static final String PATH = "/v1/responses";
    private static final byte[] BYTES = {1, 2, 3, 4};
    private static final String TOOLS =
            ", \"tools\": [{\"type\": \"web_search\"}, {\"type\": \"function\", \"name\":"
                    + " \"clock\"}]";
    private static final String CALL =
            "<tool_call>{\"name\":\"clock\",\"arguments\":{\"at\":1}}</tool_call>";

    /** What clients fail without, and what stricter ones want repeated. */
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "object",
                    "created_at",
                    "completed_at",
                    "status",
                    "error",
                    "incomplete_details",
                    "instructions",
                    "model",
                    "output",
                    "parallel_tool_calls",
                    "tool_choice",
                    "tools",
                    "temperature",
                    "top_p",
                    "truncation",
                    "text",
                    "store",
                    "background",
                    "metadata",
                    "reasoning",
                    "max_output_tokens",
                    "max_tool_calls",
                    "previous_response_id",
                    "presence_penalty",
                    "frequency_penalty",
                    "top_logprobs",
                    "service_tier",
                    "safety_identifier",
                    "prompt_cache_key",
                    "user",
                    "usage");

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void cutting(String text) {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.delta(text);
                    channel.finished(new Answer(text, FinishReason.LENGTH), Usage.NONE, List.of());
                    return channel;
                });
    }

    private static String body(String more) {
        return "{\"model\": \"nano\", \"input\": \"What?\"" + more + "}";
    }

    private JsonNode whole(String body) throws Exception {
        HttpResponse<String> response = server.post(PATH, body);
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body());
    }

    /** Returns the events of a stream; each is named as its data says. */
    private List<JsonNode> events(String body) throws Exception {
        HttpResponse<String> response = server.post(PATH, body);
        assertEquals(200, response.statusCode(), response.body());
        List<JsonNode> events = new ArrayList<>();
        String name = "";
        for (String line : response.body().lines().toList()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                JsonNode event = TestServer.json(line.substring("data: ".length()));
                assertEquals(name, event.path("type").asText());
                assertEquals(events.size(), event.path("sequence_number").asInt(-1));
                events.add(event);
            }
        }
        return events;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(it -> it.path("type").asText().replace("response.", ""))
                .toList();
    }

    @Test
    void aResponseHasAllThatClientsRead() throws Exception {
        server.answering("A red", " cat");
        JsonNode json = whole(body(""));
        FIELDS.forEach(it -> assertTrue(json.has(it), it));
        assertEquals("response", json.path("object").asText());
        assertEquals("completed", json.path("status").asText());
        assertTrue(json.path("id").asText().startsWith("resp_"));
        JsonNode item = json.at("/output/0");
        assertEquals("message", item.path("type").asText());
        assertEquals("completed", item.path("status").asText());
        assertTrue(item.path("id").asText().startsWith("msg_"));
        JsonNode part = item.at("/content/0");
        assertEquals("output_text", part.path("type").asText());
        assertEquals("A red cat", part.path("text").asText());
        assertTrue(part.path("annotations").isArray() && part.path("logprobs").isArray());
        JsonNode usage = json.path("usage");
        assertEquals(2, usage.path("output_tokens").asInt());
        assertTrue(usage.at("/input_tokens_details/cached_tokens").isInt());
        assertTrue(usage.at("/input_tokens_details/cache_write_tokens").isInt());
        assertTrue(usage.at("/output_tokens_details/reasoning_tokens").isInt());
    }

    @Test
    void parametersAreRepeated() throws Exception {
        server.answering("yes");
        JsonNode json =
                whole(
                        body(
                                ", \"instructions\": \"Be kind.\", \"temperature\": 0.5, \"top_p\":"
                                        + " 0.25, \"max_output_tokens\": 16, \"metadata\": {\"a\":"
                                        + " \"b\"}, \"store\": true, \"tool_choice\": \"none\","
                                        + " \"text\": {\"format\": {\"type\": \"json_object\"}}"
                                        + TOOLS));
        assertEquals("Be kind.", json.path("instructions").asText());
        assertEquals(0.5, json.path("temperature").asDouble());
        assertEquals(0.25, json.path("top_p").asDouble());
        assertEquals(16, json.path("max_output_tokens").asInt());
        assertEquals("b", json.at("/metadata/a").asText());
        assertEquals("none", json.path("tool_choice").asText());
        assertEquals("json_object", json.at("/text/format/type").asText());
        assertEquals("clock", json.at("/tools/0/name").asText());
        assertTrue(json.at("/tools/0").has("parameters") && json.at("/tools/0").has("strict"));
        assertFalse(json.path("store").asBoolean(), "nothing is kept, whatever is asked");
        assertEquals(16, server.options.get(0).maxTokens());
        assertTrue(
                server.options.get(0).constraint().orElseThrow() instanceof Constraint.JsonSchema);
    }

    @Test
    void itemsOfAllKindsReachTheModelInTheirOrder() throws Exception {
        server.answering("yes");
        String data = ";base64,AQIDBA==";
        whole(
                ("{'model': 'nano', 'instructions': 'Be kind.', 'input': [{'role': 'developer',"
                     + " 'content': 'Be brief.'}, {'type': 'message', 'role': 'user', 'content':"
                     + " [{'type': 'input_image', 'image_url': 'data:image/png%1$s', 'detail':"
                     + " 'low'}, {'type': 'input_audio', 'input_audio': {'data': 'AQIDBA==',"
                     + " 'format': 'wav'}}, {'type': 'input_file', 'filename': 'a.mp4',"
                     + " 'file_data': 'data:video/mp4%1$s'}, {'type': 'input_text', 'text':"
                     + " 'What?'}]}, {'type': 'reasoning', 'id': 'r', 'summary': []}, {'type':"
                     + " 'message', 'id': 'm', 'status': 'completed', 'role': 'assistant',"
                     + " 'content': [{'type': 'output_text', 'text': 'I look.', 'annotations': [],"
                     + " 'logprobs': []}]}, {'type': 'function_call', 'id': 'f', 'status':"
                     + " 'completed', 'added': 1, 'call_id': 'c', 'name': 'clock', 'arguments':"
                     + " '{}'}, {'type': 'function_call_output', 'call_id': 'c', 'output':"
                     + " [{'type': 'input_text', 'text': 'noon'}, {'type': 'input_image',"
                     + " 'image_url': 'data:image/png%1$s'}]}]}")
                        .formatted(data)
                        .replace('\'', '"'));
        Conversation read = server.asked.get(0);
        assertEquals(
                List.of(
                        Role.SYSTEM,
                        Role.SYSTEM,
                        Role.USER,
                        Role.ASSISTANT,
                        Role.ASSISTANT,
                        Role.USER),
                read.messages().stream().map(it -> it.role()).toList());
        assertEquals("Be kind.", read.messages().get(0).text());
        List<?> content = read.messages().get(2).content();
        assertArrayEquals(BYTES, ((Picture) content.get(0)).bytes());
        assertArrayEquals(BYTES, ((Sound) content.get(1)).bytes());
        assertTrue(content.get(2) instanceof Video);
        assertEquals("What?", ((Text) content.get(3)).text());
        assertEquals(
                "<tool_call>{\"name\":\"clock\",\"arguments\":{}}</tool_call>",
                read.messages().get(4).text());
        assertEquals(
                "<tool_response name=\"clock\">noon</tool_response>",
                read.messages().get(5).text());
        assertTrue(read.messages().get(5).content().get(2) instanceof Picture);
    }

    @Test
    void aStreamOfWordsHasItsEventsInOrder() throws Exception {
        server.answering("A red", " cat");
        List<JsonNode> events = events(body(", \"stream\": true"));
        assertEquals(
                List.of(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.delta",
                        "output_text.done",
                        "content_part.done",
                        "output_item.done",
                        "completed"),
                types(events));
        assertTrue(events.get(4).path("logprobs").isArray());
        assertEquals(events.get(2).at("/item/id").asText(), events.get(4).path("item_id").asText());
        assertEquals("A red cat", events.get(6).path("text").asText());
        JsonNode last = events.get(9).path("response");
        FIELDS.forEach(it -> assertTrue(last.has(it), it));
        FIELDS.forEach(it -> assertTrue(events.get(0).path("response").has(it), it));
        assertEquals(events.get(8).path("item"), last.at("/output/0"));
        assertEquals(2, last.at("/usage/output_tokens").asInt());
        assertEquals(last.path("id"), events.get(0).at("/response/id"));
    }

    @Test
    void aStreamOfWordsAndACallEndsTheOneBeforeTheOtherBegins() throws Exception {
        server.answering("I look.\n", CALL.substring(0, 30), CALL.substring(30));
        List<JsonNode> events = events(body(", \"stream\": true" + TOOLS));
        assertEquals(
                List.of(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.done",
                        "content_part.done",
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done",
                        "completed"),
                distinct(types(events)));
        JsonNode done = events.get(events.size() - 2).path("item");
        assertEquals("function_call", done.path("type").asText());
        assertEquals("completed", done.path("status").asText());
        assertEquals("{\"at\":1}", done.path("arguments").asText());
        assertTrue(done.path("call_id").asText().startsWith("call_"));
        assertEquals(1, events.get(events.size() - 2).path("output_index").asInt());
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertEquals("I look.", output.at("/0/content/0/text").asText());
        assertEquals(done, output.path(1));
    }

    /** Takes events that are repeated in a row as one. */
    private static List<String> distinct(List<String> types) {
        List<String> all = new ArrayList<>();
        for (String type : types) {
            if (all.isEmpty() || !all.get(all.size() - 1).equals(type)) {
                all.add(type);
            }
        }
        return all;
    }

    @Test
    void aCallIsAnItemOfItsOwn() throws Exception {
        server.answering(CALL);
        JsonNode json = whole(body(TOOLS));
        assertEquals(1, json.path("output").size());
        assertEquals("function_call", json.at("/output/0/type").asText());
        assertEquals("clock", json.at("/output/0/name").asText());
        assertEquals("{\"at\":1}", json.at("/output/0/arguments").asText());
        Constraint.Tagged held =
                (Constraint.Tagged) server.options.get(0).constraint().orElseThrow();
        assertTrue(held.schema().contains("\"clock\"") && !held.schema().contains("web_search"));
        whole(body(TOOLS + ", \"tool_choice\": {\"type\": \"function\", \"name\": \"clock\"}"));
        assertEquals(
                Optional.empty(),
                ((Constraint.Tagged) server.options.get(1).constraint().orElseThrow()).otherwise());
    }

    @Test
    void whatTheLimitCutsIsIncomplete() throws Exception {
        cutting("A red");
        JsonNode json = whole(body(""));
        assertEquals("incomplete", json.path("status").asText());
        assertEquals("max_output_tokens", json.at("/incomplete_details/reason").asText());
        assertEquals("incomplete", json.at("/output/0/status").asText());
        List<JsonNode> events = events(body(", \"stream\": true"));
        assertEquals("incomplete", types(events).get(events.size() - 1));
        assertEquals("incomplete", events.get(events.size() - 2).at("/item/status").asText());
    }

    @Test
    void aCallThatTheLimitCutsIsIncomplete() throws Exception {
        cutting(CALL.substring(0, CALL.length() - 15));
        assertEquals("incomplete", whole(body(TOOLS)).at("/output/0/status").asText());
        List<JsonNode> events = events(body(TOOLS + ", \"stream\": true"));
        assertEquals("incomplete", events.get(events.size() - 2).at("/item/status").asText());
        assertEquals("incomplete", types(events).get(events.size() - 1));
    }

    @Test
    void logProbabilitiesComeWithTheirText() throws Exception {
        TokenLogProbs token =
                new TokenLogProbs(new ScoredToken(5, "yes", "yes".getBytes(), -0.25), List.of());
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.publish(token);
                    channel.delta("yes");
                    channel.finished(
                            new Answer("yes", FinishReason.STOP, Optional.empty(), List.of(token)),
                            Usage.NONE,
                            List.of());
                    return channel;
                });
        String wanted = ", \"include\": [\"message.output_text.logprobs\"]";
        JsonNode part = whole(body(wanted)).at("/output/0/content/0");
        assertEquals("yes", part.at("/logprobs/0/token").asText());
        List<JsonNode> events = events(body(wanted + ", \"stream\": true"));
        assertEquals(part.path("logprobs"), events.get(4).path("logprobs"));
        assertEquals(part, events.get(6).path("part"));
    }

    @Test
    void aFailureWithinAStreamIsAFlatErrorAndAFailedResponse() throws Exception {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.delta("A");
                    channel.failed(new MemoryRefusedException("Too much.", 2, 1, Map.of()));
                    return channel;
                });
        List<JsonNode> events = events(body(", \"stream\": true"));
        JsonNode error = events.get(events.size() - 2);
        assertEquals("error", error.path("type").asText());
        assertEquals("memory-refused", error.path("code").asText());
        assertEquals("Too much.", error.path("message").asText());
        assertTrue(error.has("param") && !error.has("error"));
        JsonNode failed = events.get(events.size() - 1);
        assertEquals("response.failed", failed.path("type").asText());
        assertEquals("failed", failed.at("/response/status").asText());
        assertEquals("server_error", failed.at("/response/error/code").asText());
    }

    @Test
    void whatCannotBeRightIsNamed() throws Exception {
        server.answering("yes");
        Map<String, String> wrong =
                Map.of(
                        ", \"max_output_tokens\": 15", "max_output_tokens",
                        ", \"background\": true", "background",
                        ", \"truncation\": \"some\"", "truncation",
                        ", \"previous_response_id\": \"resp_1\"", "previous_response_id",
                        ", \"conversation\": \"conv_1\"", "conversation",
                        ", \"prompt\": {\"id\": \"p\"}", "prompt",
                        ", \"text\": {\"format\": {\"type\": \"xml\"}}", "text.format.type",
                        ", \"tool_choice\": {\"type\": \"web_search\"}", "tool_choice.type",
                        ", \"colour\": 1", "colour");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> response = server.post(PATH, body(each.getKey()));
            assertEquals(400, response.statusCode(), each.getKey());
            assertEquals(
                    each.getValue(), TestServer.json(response.body()).at("/error/param").asText());
        }
        for (String input :
                List.of(
                        "[]",
                        "3",
                        "[{\"role\": \"robot\", \"content\": \"\"}]",
                        "[{\"type\": \"item_reference\", \"id\": \"a\"}]",
                        "[{\"type\": \"function_call_output\", \"call_id\": \"c\", \"output\":"
                                + " \"\"}]",
                        "[{\"role\": \"user\", \"content\": [{\"type\": \"input_image\","
                                + " \"file_id\": \"f\"}]}]",
                        "[{\"role\": \"user\", \"content\": [{\"type\": \"input_file\","
                                + " \"file_data\": \"data:application/pdf;base64,AQID\"}]}]")) {
            HttpResponse<String> response =
                    server.post(PATH, "{\"model\": \"nano\", \"input\": " + input + "}");
            assertEquals(400, response.statusCode(), input);
        }
        assertEquals(List.of(), server.asked);
    }

    @Test
    void whoLooksForAResponseOfBeforeIsToldThatNoneIsKept() throws Exception {
        for (String path : List.of(PATH + "/resp_1", PATH + "/resp_1/input_items")) {
            HttpResponse<String> response = server.get(path);
            assertEquals(404, response.statusCode());
            assertEquals(
                    "response-not-kept",
                    TestServer.json(response.body()).at("/error/code").asText());
        }
        assertEquals(405, server.get(PATH).statusCode());
    }
}
