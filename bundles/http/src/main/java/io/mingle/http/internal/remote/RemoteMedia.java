package io.mingle.http.internal.remote;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.json.Shortened;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Fetches the media that one request names by address, where that is allowed. Whatever leads
 * somewhere is checked: the host's name, the addresses that it has, of which one is then connected
 * to, and each redirect in the same way. What an address has given is kept for the request. Used by
 * one thread.
 *
 * <p>The name of a host is resolved by the operating system, which sets the bounds of that.
 */
public final class RemoteMedia {

    /** Kinds that anything which is called media may be of. */
    public static final Set<MediaKind> ANY = Set.of(MediaKind.values());

    private static final int MOST_ADDRESSES = 64;
    private static final int MOST_REDIRECTS = 3;
    private static final int BLOCK = 1 << 16;

    private final Remote remote;
    private final UnaryOperator<InputStream> counted;
    private final Consumer<DataUrl> told;
    private final Map<String, DataUrl> fetched = new HashMap<>();
    private Deadline deadline;
    private long room;

    /**
     * @param counted counts what is read against what all requests may hold
     * @param told of each medium that is named and there
     * @param room for all that is fetched, in bytes
     */
    public RemoteMedia(
            Remote remote, UnaryOperator<InputStream> counted, Consumer<DataUrl> told, long room) {
        this.remote = remote;
        this.counted = counted;
        this.told = told;
        this.room = room;
    }

    /** Tells whether a text is meant to be an address on the network. */
    public static boolean isMeant(String text) {
        return Stream.of("http:", "https:")
                .anyMatch(it -> text.regionMatches(true, 0, it, 0, it.length()));
    }

    /**
     * Fetches what an address names.
     *
     * @param part of the request that has it, for messages
     * @param kinds of media that are wanted
     * @return its media type and bytes, not decoded
     * @throws ApiException if that is not allowed ({@code remote-url-refused}), or has failed
     *     ({@code remote-url-failed})
     * @throws ContentTooLargeException if it is larger than the request may be
     */
    public DataUrl fetch(String part, String address, Set<MediaKind> kinds) {
        DataUrl medium = fetched.get(address);
        if (medium == null) {
            if (fetched.size() == MOST_ADDRESSES) {
                throw refused(
                        part,
                        "'%s' is one address too many: a request may name %s. Send the others as data URLs."
                                .formatted(part, MOST_ADDRESSES));
            }
            medium = new Fetch(part, kinds).from(allowed(part, RemoteAddress.of(address)));
            fetched.put(address, medium);
        }
        if (MediaKind.of(medium.mediaType()).filter(kinds::contains).isEmpty()) {
            throw wrongType(part, kinds, medium.mediaType());
        }
        told.accept(medium);
        return medium;
    }

    private RemoteAddress allowed(String part, Optional<RemoteAddress> address) {
        RemoteAddress there =
                address.orElseThrow(
                        () ->
                                refused(
                                        part,
                                        "'%s' leads to no address that could be fetched. Write it as https://HOST/PATH, in ASCII and without a name and password."
                                                .formatted(part)));
        if (!remote.allows(there)) {
            throw refused(
                    part,
                    "'%s' leads to '%s', and nothing is fetched from there. Send the bytes as a data URL, like data:image/png;base64,…, or have the host allowed where the server is started: --allow-host HOST."
                            .formatted(part, Shortened.of(there.authority())));
        }
        return there;
    }

    /** Follows one address to its end. */
    private final class Fetch {

        private final String part;
        private final Set<MediaKind> kinds;

        Fetch(String part, Set<MediaKind> kinds) {
            this.part = part;
            this.kinds = kinds;
        }

        DataUrl from(RemoteAddress first) {
            if (deadline == null) {
                deadline = new Deadline(remote.limit());
            }
            RemoteAddress address = first;
            for (int redirects = 0; ; redirects++) {
                try (Connection connection =
                        Connection.open(address, addresses(address), remote.tls(), deadline)) {
                    ClassicHttpResponse response = connection.get(types(kinds));
                    if (!isRedirect(response)) {
                        return read(address, response);
                    }
                    if (redirects == MOST_REDIRECTS) {
                        throw failed(
                                "'%s' is redirected more than %s times. Name the address that has the file."
                                        .formatted(part, MOST_REDIRECTS));
                    }
                    address = redirected(address, response.getFirstHeader("Location"));
                } catch (IOException | HttpException e) {
                    throw unreached(address, e);
                }
            }
        }

        /** A name is resolved once; the connection goes to what has been found and checked. */
        private List<InetAddress> addresses(RemoteAddress address) throws IOException {
            List<InetAddress> reached =
                    Stream.of(remote.resolver().resolve(address.uri().getHost()))
                            .filter(it -> remote.reaches(it, address.port()))
                            .toList();
            if (reached.isEmpty()) {
                throw refused(
                        part,
                        "'%s' leads to '%s', which has no public address. Where that is meant, have its own address allowed, too: --allow-host ADDRESS:PORT."
                                .formatted(part, Shortened.of(address.authority())));
            }
            return reached;
        }

        private RemoteAddress redirected(RemoteAddress from, Header location) {
            RemoteAddress to =
                    allowed(part, Optional.of(location.getValue()).flatMap(from::leadsTo));
            if (from.isSecure() && !to.isSecure()) {
                throw refused(
                        part,
                        "'%s' is redirected from https to http. Name an address that stays with https."
                                .formatted(part));
            }
            return to;
        }

        private DataUrl read(RemoteAddress address, ClassicHttpResponse response)
                throws IOException {
            if (response.getCode() != 200) {
                throw failed(
                        "'%s' was asked for at '%s', which answered with the status %s. See whether the address is right and needs no login, or send the bytes as a data URL."
                                .formatted(
                                        part,
                                        Shortened.of(address.authority()),
                                        response.getCode()));
            }
            HttpEntity entity = response.getEntity();
            String type = type(entity);
            if (MediaKind.of(type).filter(kinds::contains).isEmpty()) {
                throw wrongType(part, kinds, type);
            }
            String encoding = entity.getContentEncoding();
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                throw failed(
                        "'%s' is sent compressed (%s), which was not asked for. Send the bytes as a data URL."
                                .formatted(part, Shortened.of(encoding)));
            }
            if (entity.getContentLength() > room) {
                throw tooLarge();
            }
            byte[] bytes = bytes(counted.apply(entity.getContent()));
            room -= bytes.length;
            return new DataUrl(type, bytes);
        }

        private byte[] bytes(InputStream content) throws IOException {
            byte[] bytes = content.readNBytes((int) Math.min(room + 1, Integer.MAX_VALUE - BLOCK));
            if (bytes.length > room) {
                throw tooLarge();
            }
            return bytes;
        }

        private ContentTooLargeException tooLarge() {
            return new ContentTooLargeException(
                    "'%s' leads to more than the %s bytes that are left for this request. Name a smaller file, or fewer at a time."
                            .formatted(part, room));
        }

        /** What others say of it is not passed on: it names addresses of this network. */
        private ApiException unreached(RemoteAddress address, Exception cause) {
            String host = Shortened.of(address.authority());
            ApiException error =
                    deadline.isOver()
                            ? failed(
                                    "'%s' did not come whole from '%s' within %s s, which is the most for all addresses of a request. Name a smaller file or a faster host, or send the bytes as a data URL."
                                            .formatted(part, host, remote.limit().toSeconds()))
                            : failed(
                                    "'%s' could not be fetched: %s '%s'. See whether the address is right, or send the bytes as a data URL."
                                            .formatted(part, what(cause), host));
            error.initCause(cause);
            return error;
        }

        private ApiException failed(String message) {
            return new ApiException(ApiError.of(400, "remote-url-failed", message).about(part));
        }
    }

    private static String what(Exception cause) {
        if (cause instanceof UnknownHostException) {
            return "nobody knows the host";
        }
        if (cause instanceof SSLException) {
            return "there is no trusted TLS with";
        }
        return cause instanceof ConnectException
                ? "nobody answers at"
                : "the answer broke off, or made no sense, from";
    }

    private static boolean isRedirect(ClassicHttpResponse response) {
        return switch (response.getCode()) {
            case 301, 302, 303, 307, 308 -> response.containsHeader("Location");
            default -> false;
        };
    }

    /** Returns the media type that is said; empty if none is, or none that could be one. */
    private static String type(HttpEntity entity) {
        ContentType type = ContentType.parseLenient(entity.getContentType());
        return type == null ? "" : type.getMimeType();
    }

    private static String types(Set<MediaKind> kinds) {
        return kinds.stream().map(MediaKind::types).sorted().collect(Collectors.joining(", "));
    }

    private static ApiException wrongType(String part, Set<MediaKind> kinds, String found) {
        return new ApiException(
                ApiError.of(
                                400,
                                "remote-url-failed",
                                "'%s' leads to something of the type '%s', and %s is wanted. Name the address of the file itself, of a host that says its type."
                                        .formatted(part, Shortened.of(found), types(kinds)))
                        .about(part));
    }

    private static ApiException refused(String part, String message) {
        return new ApiException(ApiError.of(400, "remote-url-refused", message).about(part));
    }
}
