package io.mingle.remote.internal.wire;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint as it is configured.
 *
 * @param name by which messages and the log call it
 * @param base the address that paths of the protocol are added to, without a slash at its end
 * @param keyFile has the key that is sent along, if one is
 * @param model what is asked for by name; empty for the first that the endpoint lists
 * @param offers what it is asked for
 * @param weight of it among endpoints of its rank; 0 for no calls
 * @param ranking of its services in the framework
 * @param fallback whether its services go while none of their endpoints is well, so that whoever
 *     has the next ranking is asked; else they stay, and fail
 * @param sizes of the pictures that its model draws
 * @param limits bounds its answers
 * @param patience how long a call that has not begun looks for an endpoint
 * @param period between two looks at its health
 */
public record Target(
        String name,
        URI base,
        Optional<Path> keyFile,
        String model,
        Set<Offer> offers,
        int weight,
        int ranking,
        boolean fallback,
        List<PictureSize> sizes,
        Limits limits,
        Duration patience,
        Duration period) {

    private static final int LAST_PORT = 65_535;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

    /** Returns what it is called in messages. */
    public String title() {
        return "The endpoint '%s' (%s)".formatted(name, base);
    }

    /** Tells whether what connections are made with is the same. */
    public boolean connectsAs(Target other) {
        return base.equals(other.base)
                && keyFile.equals(other.keyFile)
                && limits.equals(other.limits);
    }

    /**
     * Reads an address.
     *
     * @throws InvalidRequestException if it is none that can be asked
     */
    public static URI base(String name, String url) {
        try {
            URI read = new URI(url.strip().replaceFirst("/+$", ""));
            boolean known = "http".equals(read.getScheme()) || "https".equals(read.getScheme());
            if (known
                    && read.getHost() != null
                    && read.getPort() <= LAST_PORT
                    && read.getUserInfo() == null
                    && read.getQuery() == null
                    && read.getFragment() == null) {
                return read;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new InvalidRequestException(
                "The endpoint '%s' has the url '%s'. Write it as clients of OpenAI's interface are told it, like http://10.0.0.5:8080/v1, without a key in it."
                        .formatted(
                                name,
                                url.replaceFirst("//.*@", "//…@").replaceFirst("[?#].*", "?…")));
    }

    /**
     * Reads sizes of pictures.
     *
     * @throws InvalidRequestException if there is none, or one makes no sense
     */
    public static List<PictureSize> sizes(String name, String... sizes) {
        List<PictureSize> read = Arrays.stream(sizes).map(it -> size(name, it.strip())).toList();
        if (read.isEmpty()) {
            throw wrongSize(name, "");
        }
        return read;
    }

    private static PictureSize size(String name, String size) {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw wrongSize(name, size);
        }
        return new PictureSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }

    private static InvalidRequestException wrongSize(String name, String size) {
        return new InvalidRequestException(
                "The endpoint '%s' draws pictures of the size '%s'. Write width and height, like 1024x768."
                        .formatted(name, size));
    }

    /**
     * Reads names of services.
     *
     * @throws InvalidRequestException if there is none, or one is not known
     */
    public static Set<Offer> offers(String... names) {
        return Set.copyOf(Offer.of(names));
    }
}
