package io.mingle.http.internal.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.ApiException;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.trust.AllowedHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched, and what is not; names are of no network but this test's. */
@Timeout(60)
class RemoteMediaTest {

    private static final String PART = "messages[0].content[0].image_url.url";
    private static final Set<MediaKind> PICTURE = Set.of(MediaKind.PICTURE);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private MediaHost host;
    private long room = 1000;
    private int told;

    @BeforeEach
    void start() throws Exception {
        host = new MediaHost();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }

    private RemoteMedia media(Resolver resolver, String... allowed) {
        return new RemoteMedia(
                new Remote(
                        Stream.of(allowed).map(AllowedHost::parse).toList(),
                        resolver,
                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        Duration.ofSeconds(40)),
                it -> it,
                it -> told++,
                room);
    }

    /** Allows this machine, by its address and as media.example. */
    private RemoteMedia here() {
        return media(
                name -> new InetAddress[] {HERE}, host.literal(), "media.example:" + host.port());
    }

    private String at(String path) {
        return "http://media.example:" + host.port() + path;
    }

    private static String refused(RemoteMedia media, String address) {
        return fails("remote-url-refused", media, address);
    }

    private static String failed(RemoteMedia media, String address) {
        return fails("remote-url-failed", media, address);
    }

    private static String fails(String code, RemoteMedia media, String address) {
        ApiException error =
                assertThrows(ApiException.class, () -> media.fetch(PART, address, PICTURE));
        assertEquals(code, error.error().code(), error.getMessage());
        assertEquals(400, error.error().status());
        assertEquals(PART, error.error().param().orElseThrow());
        assertTrue(error.getMessage().startsWith("'" + PART + "' "), error.getMessage());
        return error.getMessage();
    }

    @Test
    void aPictureOfAHostThatIsAllowedIsFetchedWithoutCookiesOrCredentials() {
        DataUrl picture = here().fetch(PART, at("/a.png?size=1#top"), PICTURE);
        assertEquals("image/png", picture.mediaType());
        assertArrayEquals(MediaHost.BYTES, picture.bytes());
        String asked = host.asked.get(0);
        assertTrue(asked.startsWith("GET /a.png?size=1 "), asked);
        assertTrue(asked.contains("Host=[media.example:" + host.port() + "]"), asked);
        assertTrue(asked.contains("Accept=[image/*]"), asked);
        assertFalse(asked.matches("(?s).*(Cookie|Authorization|Referer).*"), asked);
    }

    @Test
    void whatARequestNamesTwiceIsFetchedOnce() {
        RemoteMedia media = here();
        media.fetch(PART, at("/a.png"), PICTURE);
        assertArrayEquals(MediaHost.BYTES, media.fetch(PART, at("/a.png"), PICTURE).bytes());
        assertEquals(1, host.asked.size());
        assertEquals(2, told);
        assertThrows(
                ApiException.class, () -> media.fetch(PART, at("/a.png"), Set.of(MediaKind.VIDEO)));
    }

    /** Who answers for the name changes his mind when it has been checked. */
    @Test
    void theConnectionGoesToTheAddressThatWasChecked() {
        AtomicInteger resolved = new AtomicInteger();
        Resolver rebinding =
                name ->
                        new InetAddress[] {
                            resolved.getAndIncrement() == 0 ? HERE : address("10.0.0.1")
                        };
        String name = "media.example:" + host.port();
        RemoteMedia media = media(rebinding, host.literal(), name);
        media.fetch(PART, at("/a.png"), PICTURE);
        assertEquals(1, resolved.get());
        assertEquals(1, host.asked.size());

        host.leading("/again", "/a.png");
        resolved.set(0);
        RemoteMedia again = media(rebinding, host.literal(), name);
        assertTrue(refused(again, at("/again")).contains("has no public address"));
        assertEquals(2, resolved.get());
        assertEquals(2, host.asked.size());
    }

    @Test
    void ofSeveralAddressesOnlyThoseThatMayBeReachedAre() {
        Resolver several = name -> new InetAddress[] {address("10.0.0.1"), HERE};
        RemoteMedia media = media(several, host.literal(), "media.example:" + host.port());
        assertArrayEquals(MediaHost.BYTES, media.fetch(PART, at("/a.png"), PICTURE).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"})
    void anAllowedNameLeadsToNoAddressThatIsNotPublic(String literal) {
        Resolver inside = name -> new InetAddress[] {address(literal)};
        String message = refused(media(inside, "media.example:" + host.port()), at("/a.png"));
        assertTrue(message.contains("--allow-host ADDRESS:PORT"), message);
        assertEquals(List.of(), host.asked);
    }

    @Test
    void nothingIsFetchedFromHostsThatAreNotAllowed() {
        Resolver nobody =
                name -> {
                    throw new AssertionError(name + " was looked for");
                };
        for (String address :
                List.of(
                        at("/a.png"),
                        "http://%s/a.png".formatted(host.literal()),
                        "http://localhost:%s/a.png".formatted(host.port()),
                        "http://[::1]/",
                        "http://2130706433/",
                        "https://other.example:8443/",
                        "https://other.example.evil/",
                        "https://other.example./")) {
            String message = refused(media(nobody, "other.example"), address);
            assertTrue(message.contains("--allow-host HOST"), message);
            assertTrue(message.contains("data:image/"), message);
        }
        assertEquals(List.of(), host.asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@media.example/",
                "https://media.example@evil.example/",
                "https:///a.png",
                "https:a.png",
                "https://media.example:99999/",
                "https://media.example:0/",
                "https://media.example/a b",
                "https://media.example/\r\nX: y",
                "https://media_1.example/",
                "http://256.1.1.1/",
                "http://0x7f.1/"
            })
    void whatIsNoAddressIsRefused(String address) {
        RemoteMedia media = media(name -> new InetAddress[] {HERE}, "media.example");
        String message = refused(media, address);
        assertTrue(message.contains("https://HOST/PATH"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void threeRedirectsAreFollowedWithoutCookiesAndAFourthIsNot() {
        host.leading("/1", "/2").leading("/2", at("/3")).leading("/3", "a.png");
        host.leading("/0", "/1");
        assertArrayEquals(MediaHost.BYTES, here().fetch(PART, at("/1"), PICTURE).bytes());
        assertTrue(
                host.asked.stream().noneMatch(it -> it.contains("Cookie")), host.asked::toString);
        assertTrue(failed(here(), at("/0")).contains("more than 3 times"));
    }

    @Test
    void aRedirectIsCheckedAsTheAddressItselfIs() throws Exception {
        try (MediaHost other = new MediaHost()) {
            host.leading("/address", "http://%s/a.png".formatted(other.literal()));
            host.leading("/name", "http://evil.example/a.png");
            host.leading("/file", "file:///etc/passwd");
            host.leading("/login", "//user:secret@media.example/");
            for (String path : List.of("/address", "/name", "/file", "/login")) {
                refused(here(), at(path));
            }
            assertEquals(List.of(), other.asked);
        }
    }

    @Test
    void whatIsNoMediumOfTheKindIsNotRead() {
        host.with("/page", "text/html", "<html>".getBytes());
        host.with("/film", "video/mp4", MediaHost.BYTES);
        assertTrue(failed(here(), at("/page")).contains("'text/html', and image/* is wanted"));
        assertTrue(failed(here(), at("/film")).contains("'video/mp4'"));
        host.with(
                "/zipped",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "image/png");
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, 0);
                });
        assertTrue(failed(here(), at("/zipped")).contains("(gzip)"));
    }

    @Test
    void anotherStatusIsTold() {
        assertTrue(failed(here(), at("/missing.png")).contains("the status 404"));
        assertTrue(failed(here(), at("//a.png?//b.png")).contains("the status 404"));
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        room = 6;
        host.with("/large", "image/png", new byte[7]);
        host.with(
                "/endless",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "image/png");
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(new byte[1024]);
                    }
                });
        for (String path : List.of("/large", "/endless")) {
            String message =
                    assertThrows(
                                    ContentTooLargeException.class,
                                    () -> here().fetch(PART, at(path), PICTURE))
                            .getMessage();
            assertTrue(message.contains("more than the 6 bytes"), message);
        }
        RemoteMedia together = here();
        together.fetch(PART, at("/a.png"), PICTURE);
        assertThrows(
                ContentTooLargeException.class,
                () -> together.fetch(PART, at("/a.png?again"), PICTURE));
    }

    @Test
    void aRequestNamesNoMoreAddressesThanAreAccepted() {
        RemoteMedia media = here();
        for (int i = 0; i < 64; i++) {
            media.fetch(PART, at("/a.png?" + i), PICTURE);
        }
        assertTrue(refused(media, at("/a.png?64")).contains("may name 64"));
    }

    @Test
    void whatOthersSayOfAFailureIsNotPassedOn() {
        Resolver nobody =
                name -> {
                    throw new UnknownHostException("secret.internal");
                };
        String message = failed(media(nobody, "media.example"), "https://media.example/");
        assertTrue(message.contains("nobody knows the host 'media.example'"), message);
        host.close();
        message = failed(here(), at("/a.png"));
        assertTrue(message.contains("nobody answers at"), message);
        assertFalse(message.contains("127.0.0.1"), message);
    }
}
