package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.itests.swap.Cell.Target;
import io.mingle.itests.swap.Cell.Way;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients ask about a picture by HTTP, half of them for a stream, while vision is replaced again
 * and again.
 */
final class ServedSwap {

    private static final int CLIENTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern WORDS = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HostInTest host;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    private ServedSwap(HostInTest host) {
        this.host = host;
    }

    /**
     * Replaces vision while clients ask, and checks that no call has failed and all answers are the
     * same.
     *
     * @param folder for jars
     * @return what was counted, a sentence
     */
    static String run(HostInTest host, int swaps, Duration gap, Path folder) throws Exception {
        return new ServedSwap(host).run(swaps, gap, folder);
    }

    private String run(int swaps, Duration gap, Path folder) throws Exception {
        Replacing vision = new Replacing(host, Target.VISION, Way.SWAPPER, folder);
        List<Thread> clients = new ArrayList<>();
        long begun = System.nanoTime();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                boolean stream = i % 2 == 0;
                Thread thread = new Thread(() -> repeat(stream), "client " + i);
                thread.start();
                clients.add(thread);
            }
            for (int i = 0; i < swaps && failures.isEmpty(); i++) {
                Thread.sleep(gap.toMillis());
                vision.again();
            }
        } finally {
            over = true;
            for (Thread thread : clients) {
                thread.join();
            }
        }
        String counted =
                "%s replacements of vision in %s s, %s clients by HTTP: %s calls, %s failed; longest %s ms"
                        .formatted(
                                swaps,
                                (System.nanoTime() - begun) / 1_000_000_000,
                                CLIENTS,
                                calls,
                                failures.size(),
                                longest.get() / 1_000_000);
        assertEquals(List.of(), List.copyOf(failures), counted);
        assertEquals(List.of(), vision.problems(), counted);
        assertEquals(1, answers.size(), "one question, one answer: " + answers);
        return counted;
    }

    private void repeat(boolean stream) {
        HttpRequest request = request(stream);
        do {
            long begun = System.nanoTime();
            try {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                boolean ended = !stream || answer.body().endsWith("data: [DONE]\n\n");
                if (answer.statusCode() == 200 && ended) {
                    answers.add(words(answer.body()));
                } else {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException | InterruptedException e) {
                failures.add(e.toString());
            }
            calls.incrementAndGet();
            longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        } while (!over);
    }

    private HttpRequest request(boolean stream) {
        String picture = Base64.getEncoder().encodeToString(MultimodalQuestion.PICTURE.bytes());
        String body =
                """
                {"model": "nano", "max_tokens": 16, "stream": %s, "messages": [{"role": "user", "content": [
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s"}},
                  {"type": "text", "text": "%s"}]}]}\
                """
                        .formatted(stream, picture, MultimodalQuestion.WORDS.text());
        return HttpRequest.newBuilder(host.address().resolve("v1/chat/completions"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The text of an answer, whole or in pieces. */
    private static String words(String body) {
        StringBuilder words = new StringBuilder();
        Matcher matcher = WORDS.matcher(body);
        while (matcher.find()) {
            words.append(matcher.group(1));
        }
        return words.toString();
    }
}
