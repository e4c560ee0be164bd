package io.mingle.json;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
     * @return the file, which need not exist if it is one on this machine
     * @throws InvalidRequestException if the text names none, or one that may not be read
     */
    MediaFile find(String text);

    /**
     * All files that the process may read: for the one who sits before it.
     *
     * @param folder what relative paths are relative to; null to leave them relative
     * @return finds them as {@link NamedFile} does
     */
    static MediaPaths in(Path folder) {
        return text -> new MediaFile.OnDisk(NamedFile.find(text, folder));
    }

    /**
     * Those that came with a request, and none of this machine: for callers from elsewhere.
     *
     * @param files the bytes by the names that the arguments call them by; shared, not copied
     * @return finds them
     */
    static MediaPaths sent(Map<String, byte[]> files) {
        Map<String, byte[]> named = new TreeMap<>(files);
        return text -> {
            byte[] bytes = named.get(text);
            if (bytes == null) {
                throw new InvalidRequestException(
                        "'%s' names a file that was not sent. %s"
                                .formatted(
                                        Shortened.of(text),
                                        named.isEmpty()
                                                ? "None was. Send it along, or as a data URL."
                                                : "Sent were: "
                                                        + Shortened.of(
                                                                String.join(", ", named.keySet()))
                                                        + "."));
            }
            return new MediaFile.InMemory(text, bytes);
        };
    }
}
