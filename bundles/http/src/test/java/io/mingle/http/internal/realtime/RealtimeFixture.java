package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.http.internal.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Realtime sessions, over a real socket, with services that do what they are told. */
@Timeout(120)
abstract class RealtimeFixture {

    final FakeSpeaker speaker = new FakeSpeaker();
    TestServer server;

    private final BlockingQueue<GenerationChannel<Answer>> held = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(SpeechSynthesis.class, speaker);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    RealtimeClient connected() throws Exception {
        RealtimeClient client = RealtimeClient.open(server, "?model=nano");
        client.next("session.created");
        return client;
    }

    /** Has questions wait until the test answers them. */
    void holding() {
        server.broker.with(Understanding.class, (conversation, how) -> hold(conversation));
    }

    private Generation<Answer> hold(Conversation conversation) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        server.asked.add(conversation);
        held.add(channel);
        return channel;
    }

    GenerationChannel<Answer> question() throws InterruptedException {
        GenerationChannel<Answer> next = held.poll(30, TimeUnit.SECONDS);
        assertTrue(next != null, "Nobody was asked");
        return next;
    }

    /** Says something, and asks for an answer. */
    static void ask(RealtimeClient client, String text) {
        client.send(
                "{\"type\": \"conversation.item.create\", \"item\": {\"type\": \"message\","
                        + " \"role\":"
                        + " \"user\", \"content\": [{\"type\": \"input_text\", \"text\": \"%s\"}]}}"
                                .formatted(text));
        client.send("{\"type\": \"response.create\"}");
    }
}
