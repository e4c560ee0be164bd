package io.mingle.http.internal.realtime;

import static io.mingle.http.internal.realtime.RealtimeClient.silence;
import static io.mingle.http.internal.realtime.RealtimeClient.tone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Responses of realtime sessions: what is told of them, what they know, and what ends them. */
class RealtimeAnswersTest extends RealtimeFixture {

    @Test
    void saysThatNothingIsSpokenWhereNobodyCan() throws Exception {
        server.broker.without(speaker);
        try (RealtimeClient client = RealtimeClient.open(server, "?model=nano")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("text", session.path("output_modalities").path(0).asText());
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                            + " \"output_modalities\": [\"audio\"]}}");
            client.next("session.updated");
            server.answering("Nine.");
            ask(client, "How many?");
            JsonNode response = client.until("response.done").path("response");
            assertEquals("failed", response.path("status").asText());
            assertEquals(
                    "skill-unavailable",
                    response.path("status_details").path("error").path("code").asText());
        }
    }

    @Test
    void answersSpeechInWordsAndSpeech() throws Exception {
        server.answering("Nine ", "four.");
        try (RealtimeClient client = connected()) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode started = client.next("input_audio_buffer.speech_started");
            assertEquals(200, started.path("audio_start_ms").asInt(), 60);
            JsonNode stopped = client.next("input_audio_buffer.speech_stopped");
            assertEquals(1600, stopped.path("audio_end_ms").asInt(), 100);
            JsonNode committed = client.next("input_audio_buffer.committed");
            assertEquals(started.path("item_id"), committed.path("item_id"));
            JsonNode item = client.next("conversation.item.added").path("item");
            assertEquals("input_audio", item.path("content").path(0).path("type").asText());
            client.next("conversation.item.done");
            JsonNode done = client.until("response.done").path("response");
            assertEquals("completed", done.path("status").asText());
            JsonNode said = done.path("output").path(0).path("content").path(0);
            assertEquals("output_audio", said.path("type").asText());
            assertEquals("Nine four.", said.path("transcript").asText());
            int bytes = 0;
            for (JsonNode delta : client.all("response.output_audio.delta")) {
                bytes += Base64.getDecoder().decode(delta.path("delta").asText()).length;
            }
            assertEquals(2 * speaker.spoken.size() * FakeSpeaker.CHUNK, bytes);
            assertEquals("Nine four.", String.join("", speaker.spoken));
        }
        Conversation asked = server.asked.get(0);
        assertTrue(asked.messages().get(0).content().get(0) instanceof Sound);
        assertTrue(speaker.options.get(0).heard().isPresent());
    }

    @Test
    void tellsOfAResponseInTheOrderThatClientsKnow() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            ask(client, "How many?");
            client.until("response.done");
            assertEquals(
                    List.of(
                            "session.created",
                            "conversation.item.added",
                            "conversation.item.done",
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.added",
                            "response.content_part.added",
                            "response.output_audio_transcript.delta",
                            "response.output_audio.delta",
                            "response.output_audio.done",
                            "response.output_audio_transcript.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "conversation.item.done",
                            "response.done"),
                    client.types());
        }
    }

    @Test
    void answersInWordsAloneWhereTheClientWantsThose() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                        + " \"output_modalities\": [\"text\"], \"instructions\": \"Be brief.\"}}");
            assertEquals(
                    "Be brief.",
                    client.next("session.updated").path("session").path("instructions").asText());
            ask(client, "How many?");
            assertEquals("Nine.", client.until("response.output_text.done").path("text").asText());
            client.until("response.done");
            assertEquals(0, speaker.options.size());
        }
        assertEquals(
                List.of(Role.SYSTEM, Role.USER),
                server.asked.get(0).messages().stream().map(it -> it.role()).toList());
    }

    @Test
    void remembersWhatWasSaid() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            ask(client, "How many?");
            client.until("response.done");
            ask(client, "And now?");
            client.until("response.done");
        }
        Conversation second = server.asked.get(1);
        assertEquals(
                List.of("How many?", "Nine.", "And now?"),
                second.messages().stream().map(it -> it.text()).toList());
    }

    @Test
    void endsTheAnswerWhenSomebodySpeaks() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            story.delta("Once upon a time");
            client.until("response.output_audio.delta");
            client.speak(tone(0.3));
            JsonNode done = client.until("response.done").path("response");
            assertEquals("cancelled", done.path("status").asText());
            assertEquals("turn_detected", done.path("status_details").path("reason").asText());
            assertTrue(story.isCancelled());
            assertTrue(client.types().contains("input_audio_buffer.speech_started"));
            String item = done.path("output").path(0).path("id").asText();
            client.send(
                    """
                    {"type": "conversation.item.truncate", "item_id": "%s",
                     "content_index": 0, "audio_end_ms": 50}\
                    """
                            .formatted(item));
            client.until("conversation.item.truncated");
            client.send(
                    "{\"type\": \"conversation.item.retrieve\", \"item_id\": \"%s\"}"
                            .formatted(item));
            assertEquals(
                    "Once",
                    client.until("conversation.item.retrieved")
                            .path("item")
                            .path("content")
                            .path(0)
                            .path("transcript")
                            .asText()
                            .substring(0, 4));
        }
    }

    @Test
    void callsTools() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "tools": [
                      {"type": "function", "name": "weather", "parameters": {"type": "object",
                       "properties": {"city": {"type": "string"}}, "required": ["city"]}}]}}\
                    """);
            client.next("session.updated");
            ask(client, "What is the weather in Bonn?");
            GenerationChannel<Answer> first = question();
            first.delta("I look. <tool_call>{\"name\":\"weather\",");
            first.delta("\"arguments\":{\"city\":\"Bonn\"}}</tool_call>");
            Answers.end(first);
            JsonNode done = client.until("response.done").path("response");
            assertEquals(List.of("I look."), speaker.spoken);
            JsonNode call = done.path("output").path(1);
            assertEquals("function_call", call.path("type").asText());
            assertEquals("{\"city\":\"Bonn\"}", call.path("arguments").asText());
            client.send(
                    "{\"type\": \"conversation.item.create\", \"item\": {\"type\":"
                            + " \"function_call_output\", \"call_id\": \"%s\", \"output\": \"sunny\"}}"
                                    .formatted(call.path("call_id").asText()));
            client.send("{\"type\": \"response.create\"}");
            GenerationChannel<Answer> second = question();
            second.delta("Sunny.");
            Answers.end(second);
            client.until("response.done");
        }
        String last =
                server.asked
                        .get(1)
                        .messages()
                        .get(server.asked.get(1).messages().size() - 1)
                        .text();
        assertTrue(last.contains("sunny"), last);
    }

    @Test
    void refusesASecondResponseAndCancelsTheFirst() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            client.send("{\"type\": \"response.cancel\"}");
            assertEquals(
                    "response_cancel_not_active",
                    client.next("error").path("error").path("code").asText());
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            client.send("{\"type\": \"response.create\"}");
            assertEquals(
                    "conversation_already_has_active_response",
                    client.until("error").path("error").path("code").asText());
            client.send("{\"type\": \"response.cancel\"}");
            JsonNode done = client.until("response.done").path("response");
            assertEquals("cancelled", done.path("status").asText());
            assertTrue(story.isCancelled());
        }
    }

    @Test
    void answersBesideTheConversation() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "response.create", "response": {"conversation": "none",
                     "output_modalities": ["text"], "metadata": {"mine": "1"}, "input": [
                      {"type": "message", "role": "user", "content": [
                        {"type": "input_text", "text": "How many?"}]}]}}\
                    """);
            JsonNode done = client.until("response.done").path("response");
            assertEquals("1", done.path("metadata").path("mine").asText());
            assertFalse(client.types().contains("conversation.item.added"));
        }
    }

    @Test
    void greetsWhereAResponseIsToldTo() throws Exception {
        server.answering("Hello!");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"response.create\", \"response\": {\"instructions\": \"Greet the"
                            + " user.\"}}");
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
        }
    }

    @Test
    void takesNoMoreItemsForOneResponseThanAConversationHas() throws Exception {
        try (RealtimeClient client = connected()) {
            String item = "{\"type\": \"item_reference\", \"id\": \"item_1\"}";
            client.send(
                    "{\"type\": \"response.create\", \"response\": {\"input\": [%s]}}"
                            .formatted(String.join(", ", Collections.nCopies(201, item))));
            JsonNode error = client.next("error").path("error");
            assertEquals("response.input", error.path("param").asText());
            assertTrue(error.path("message").asText().contains("200"), error::toString);
        }
    }

    @Test
    void tellsThatTheModelCannotHear() throws Exception {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    throw new InvalidRequestException("The model nano cannot hear.");
                });
        try (RealtimeClient client = connected()) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode details =
                    client.until("response.done").path("response").path("status_details");
            assertEquals("failed", details.path("type").asText());
            assertEquals("invalid-request", details.path("error").path("code").asText());
        }
    }
}
