package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Heard;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.Target;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Which services there are while endpoints come, fall ill, change and go. */
@Timeout(120)
class RemotesTest {

    private static final String CHAT = "/chat/completions";
    private static final ScriptedServer.Script ANSWER = line -> line.events().say("Yes").end();

    /** What is registered, by interface and ranking. */
    private final Map<String, Object> services = new ConcurrentHashMap<>();

    private final AtomicInteger registrations = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    /** Whoever takes a service back waits for its calls. */
    private volatile CountDownLatch drained = new CountDownLatch(0);

    @TempDir private Path folder;

    private BundleContext context() {
        return (BundleContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getProperty")) {
                                return "5e1f";
                            }
                            assertEquals("registerService", method.getName());
                            registrations.incrementAndGet();
                            String type = (String) arguments[0];
                            Object ranking =
                                    ((Dictionary<?, ?>) arguments[2]).get("service.ranking");
                            String key = type.substring(type.lastIndexOf('.') + 1) + " " + ranking;
                            services.put(key, arguments[1]);
                            return registration(key);
                        });
    }

    private ServiceRegistration<?> registration(String key) {
        return (ServiceRegistration<?>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ServiceRegistration.class},
                        (proxy, method, arguments) -> {
                            services.remove(key);
                            taken.incrementAndGet();
                            assertTrue(drained.await(60, TimeUnit.SECONDS));
                            return null;
                        });
    }

    private static Target target(ScriptedServer server, int weight, int ranking, Offer... offers) {
        return new Target(
                "one",
                Target.base("one", server.url()),
                Optional.empty(),
                "",
                Set.of(offers),
                weight,
                ranking,
                true,
                List.of(new PictureSize(4, 3)),
                new Limits(Duration.ofSeconds(10), Fleet.LONG, Fleet.LONG, 1 << 20),
                Duration.ofSeconds(10),
                Duration.ofMillis(100));
    }

    private void await(String... keys) throws InterruptedException {
        Fleet.await(() -> services.keySet().equals(Set.of(keys)));
    }

    private String asked(String key) throws Exception {
        Understanding understanding = (Understanding) services.get(key);
        return Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY))
                .finished(Answer.class)
                .result()
                .text();
    }

    @Test
    void aServiceIsThereAsLongAsAnEndpointIsWell() throws Exception {
        Remotes remotes = new Remotes(context());
        ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER);
        int port = server.port();
        remotes.set("a", target(server, 1, 100, Offer.UNDERSTANDING, Offer.DRAWING));
        await("Understanding 100", "Drawing 100");
        assertEquals("Yes", asked("Understanding 100"));
        server.close();
        await();
        try (ScriptedServer again = new ScriptedServer(port).on(CHAT, ANSWER)) {
            await("Understanding 100", "Drawing 100");
            assertEquals("Yes", asked("Understanding 100"));
            again.models(line -> line.json(200, "{\"data\": []}"));
            await();
            again.models(line -> line.json(200, ScriptedServer.MODELS));
            await("Understanding 100", "Drawing 100");
            remotes.remove("a");
            await();
            remotes.close();
        }
    }

    @Test
    void aServiceIsThereAgainWhileCallsOfBeforeAreStillWaitedFor() throws Exception {
        Remotes remotes = new Remotes(context());
        try (ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER)) {
            remotes.set("a", target(server, 1, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            drained = new CountDownLatch(1);
            server.models(line -> line.json(503, "{}"));
            await();
            server.models(line -> line.json(200, ScriptedServer.MODELS));
            await("Understanding 100");
            assertEquals("Yes", asked("Understanding 100"));
            drained.countDown();
        }
        remotes.close();
        assertEquals(2, registrations.get());
        assertEquals(2, taken.get());
    }

    @Test
    void aServiceStaysWhileOneOfTwoIsIll() throws Exception {
        Remotes remotes = new Remotes(context());
        try (ScriptedServer one = new ScriptedServer().on(CHAT, ANSWER);
                ScriptedServer other = new ScriptedServer().on(CHAT, ANSWER)) {
            remotes.set("a", target(one, 1, 100, Offer.UNDERSTANDING));
            remotes.set("b", target(other, 1, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            one.models(line -> line.json(503, "{}"));
            int before = one.asked("/models").size();
            // When it is looked at for the fourth time, it has been ill for the whole third.
            Fleet.await(() -> one.asked("/models").size() >= before + 4);
            int asked = one.asked(CHAT).size();
            for (int i = 0; i < 20; i++) {
                assertEquals("Yes", asked("Understanding 100"));
            }
            assertEquals(asked, one.asked(CHAT).size());
            assertEquals(0, taken.get());
        }
        remotes.close();
    }

    @Test
    void changedSettingsMoveIt() throws Exception {
        Remotes remotes = new Remotes(context());
        try (ScriptedServer one = new ScriptedServer().on(CHAT, ANSWER);
                ScriptedServer other =
                        new ScriptedServer().on(CHAT, line -> line.events().say("No").end())) {
            remotes.set("a", target(one, 1, 100, Offer.UNDERSTANDING));
            remotes.set("b", target(other, 1, 5, Offer.UNDERSTANDING, Offer.SYNTHESIS));
            await("Understanding 100", "Understanding 5", "SpeechSynthesis 5");
            assertEquals("Yes", asked("Understanding 100"));
            assertEquals("No", asked("Understanding 5"));
            // A canary that gets everything, and then nothing.
            remotes.set("b", target(other, 1, 100, Offer.UNDERSTANDING));
            remotes.set("a", target(one, 0, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            assertEquals("No", asked("Understanding 100"));
            remotes.set("a", target(one, 1, 100, Offer.UNDERSTANDING));
            remotes.set("b", target(other, 0, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            assertEquals("Yes", asked("Understanding 100"));
        }
        remotes.close();
        assertEquals(Map.of(), services);
    }

    @Test
    void oneThatMovesIsAskedWhenItIsKnownWhatIsThere() throws Exception {
        Remotes remotes = new Remotes(context());
        CountDownLatch waited = new CountDownLatch(1);
        try (ScriptedServer one = new ScriptedServer().on(CHAT, ANSWER);
                ScriptedServer other = new ScriptedServer().on(CHAT, ANSWER)) {
            other.models(
                    line -> {
                        waited.await();
                        line.json(200, ScriptedServer.MODELS.replace("remote", "other"));
                    });
            remotes.set("a", target(one, 1, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            remotes.set("a", target(other, 1, 100, Offer.UNDERSTANDING));
            Understanding understanding = (Understanding) services.get("Understanding 100");
            Heard heard =
                    Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY));
            Fleet.await(() -> !other.asked("/models").isEmpty());
            waited.countDown();
            heard.finished(Answer.class);
            String asked = other.asked(CHAT).get(0).text();
            assertTrue(asked.contains("\"other-model\""), asked);
        }
        remotes.close();
    }

    @Test
    void withoutFallbackAServiceStaysAndItsCallsFailInTime() throws Exception {
        Remotes remotes = new Remotes(context());
        ScriptedServer server = new ScriptedServer();
        Target its = target(server, 1, 100, Offer.UNDERSTANDING);
        server.close();
        remotes.set(
                "a",
                new Target(
                        its.name(),
                        its.base(),
                        its.keyFile(),
                        its.model(),
                        its.offers(),
                        its.weight(),
                        its.ranking(),
                        false,
                        its.sizes(),
                        its.limits(),
                        Duration.ofSeconds(1),
                        its.period()));
        await("Understanding 100");
        Understanding understanding = (Understanding) services.get("Understanding 100");
        MingleException error =
                Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY))
                        .error();
        assertEquals("skill-unavailable", error.code());
        assertTrue(
                error.getMessage().contains("no endpoint that offers it is well and free now"),
                error.getMessage());
        try (ScriptedServer again = new ScriptedServer(server.port()).on(CHAT, ANSWER)) {
            Fleet.await(() -> isAnswered(understanding));
            assertFalse(again.asked(CHAT).isEmpty());
        }
        remotes.close();
    }

    private static boolean isAnswered(Understanding understanding) {
        try {
            return Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY))
                            .end()
                    instanceof Finished;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callsAreSharedOutByWeight() throws Exception {
        Remotes remotes = new Remotes(context());
        try (ScriptedServer one = new ScriptedServer().on(CHAT, ANSWER);
                ScriptedServer other = new ScriptedServer().on(CHAT, ANSWER)) {
            remotes.set("a", target(one, 9, 100, Offer.UNDERSTANDING));
            remotes.set("b", target(other, 1, 100, Offer.UNDERSTANDING));
            await("Understanding 100");
            Fleet.await(
                    () -> {
                        try {
                            asked("Understanding 100");
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        return !one.asked(CHAT).isEmpty() && !other.asked(CHAT).isEmpty();
                    });
            int calls = 200;
            for (int i = 0; i < calls; i++) {
                asked("Understanding 100");
            }
            // Of 200 calls 180 are expected there; 150 and less have odds of one in ten millions.
            assertTrue(one.asked(CHAT).size() > 150, one.asked(CHAT).size() + " calls");
        }
        remotes.close();
    }

    @Test
    void theKeyOfAFileGoesAlong() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "secret-1\n");
        Remotes remotes = new Remotes(context());
        try (ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER)) {
            Target its = target(server, 1, 100, Offer.UNDERSTANDING);
            remotes.set(
                    "a",
                    new Target(
                            its.name(),
                            its.base(),
                            Optional.of(file),
                            its.model(),
                            its.offers(),
                            its.weight(),
                            its.ranking(),
                            its.fallback(),
                            its.sizes(),
                            its.limits(),
                            its.patience(),
                            its.period()));
            await("Understanding 100");
            assertEquals("Yes", asked("Understanding 100"));
            assertEquals(
                    "Bearer secret-1", server.asked(CHAT).get(0).headers().get("Authorization"));
            server.on(
                    CHAT,
                    line ->
                            line.json(
                                    401,
                                    "{\"error\": {\"message\": \"The key secret-1 is old.\"}}"));
            Understanding understanding = (Understanding) services.get("Understanding 100");
            String message =
                    Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY))
                            .error()
                            .getMessage();
            assertTrue(message.contains("refuses: The key … is old."), message);
            Files.delete(file);
            await();
        }
        remotes.close();
    }

    @Test
    void oneThatLeadsBackIsOfNoUse() throws Exception {
        Remotes remotes = new Remotes(context());
        try (ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER)) {
            server.models(
                    line ->
                            line.json(
                                    508,
                                    "{\"error\": {\"code\": \"loop-detected\", \"message\":"
                                            + " \"Round.\"}}"));
            remotes.set("a", target(server, 1, 100, Offer.UNDERSTANDING));
            Fleet.await(() -> server.asked("/models").size() >= 4);
            assertEquals("1.1 mingle-5e1f", server.asked("/models").get(0).headers().get("Via"));
            assertEquals(0, registrations.get());
        }
        remotes.close();
    }

    @Test
    void settingsThatMakeNoSenseAreSentences() {
        for (String url :
                List.of(
                        "",
                        "10.0.0.5:8080",
                        "ftp://a/v1",
                        "http:///v1",
                        "http://a:80800/v1",
                        "http://me:se/cret@a/v1",
                        "http://a/v1?key=secret",
                        "http://me:secret@a/v1")) {
            String message =
                    assertThrows(InvalidRequestException.class, () -> Target.base("a", url))
                            .getMessage();
            assertTrue(message.contains("like http://10.0.0.5:8080/v1"), message);
            assertTrue(!message.contains("secret") && !message.contains("cret@"), message);
        }
        assertEquals("/v1", Target.base("a", "http://10.0.0.5:8080/v1/").getPath());
        assertThrows(InvalidRequestException.class, () -> Target.sizes("a", "large"));
        assertThrows(InvalidRequestException.class, () -> Target.offers("grounding"));
        assertThrows(InvalidRequestException.class, () -> Target.offers(new String[0]));
        assertEquals(Set.of(Offer.TRANSCRIPTION, Offer.TRANSLATION), Target.offers("translation"));
    }
}
