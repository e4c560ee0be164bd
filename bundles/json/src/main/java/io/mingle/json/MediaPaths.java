package io.mingle.json;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ConsumerType;

/** Which files the arguments of a skill may name. */
@ConsumerType
@FunctionalInterface
public interface MediaPaths {

    /**
     * None: for callers from elsewhere, who must not read the files of this machine.
     *
     * <p>They send media as data URLs.
     */
    MediaPaths NONE =
            text -> {
                throw new InvalidRequestException(
                        "'%s' names a file, and no files are read for this caller. Send the bytes as a data URL: data:image/png;base64,…"
                                .formatted(Shortened.of(text)));
            };

    /**
     * Finds the file that a text names.
     *
     * @param text as it stands in the arguments; no data URL
     * @return the file, which need not exist
     * @throws InvalidRequestException if the text is no path, or may not be read
     */
    Path find(String text);

    /**
     * All files that the process may read: for the one who sits before it.
     *
     * @param folder what relative paths are relative to
     * @return finds them; refuses addresses
     */
    static MediaPaths in(Path folder) {
        Pattern address = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);
        return text -> {
            if (address.matcher(text).matches()) {
                throw new InvalidRequestException(
                        "'%s' is an address, and nothing is fetched from the network. Download it first, and name the file."
                                .formatted(Shortened.of(text)));
            }
            try {
                return folder.resolve(text);
            } catch (InvalidPathException e) {
                throw new InvalidRequestException(
                        "'%s' is no path. Name a file.".formatted(Shortened.of(text)), e);
            }
        };
    }
}
