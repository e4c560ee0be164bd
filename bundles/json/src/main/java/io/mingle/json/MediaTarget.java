package io.mingle.json;

import io.mingle.api.content.Content;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Where the pictures, sounds and videos of a result go. */
@ConsumerType
@FunctionalInterface
public interface MediaTarget {

    /**
     * Takes a piece.
     *
     * @param name of the field that it stands in
     * @param content a picture, a sound or a video
     * @return what stands for it in JSON
     * @throws UnreadableContentException if it cannot be read
     * @throws UnwritableOutputException if it cannot be written
     */
    String put(String name, Content content);

    /**
     * Into the JSON itself.
     *
     * @return writes data URLs
     */
    static MediaTarget dataUrls() {
        return (name, content) -> MadeFile.of(content).dataUrl().toString();
    }

    /**
     * Into a folder, which is made with the first file. A file has the name that the skill has
     * given it, or else that of its field, and the extension of its format; no file is ever
     * overwritten.
     *
     * @param folder where to
     * @param shown what stands in JSON for the folder, before the file's name; empty for none
     * @param prefix what each file's name begins with, possibly nothing
     * @return writes files
     */
    static MediaTarget folder(Path folder, String shown, String prefix) {
        return new MediaFolder(folder, shown, prefix);
    }
}
