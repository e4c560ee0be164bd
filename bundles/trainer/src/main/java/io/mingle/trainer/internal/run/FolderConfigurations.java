package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** The configurations in the folders of a model: those of networks that have one of their own. */
final class FolderConfigurations {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SUFFIX = "config.json";

    private FolderConfigurations() {}

    /**
     * Reads those of a model.
     *
     * @return by their files, such as {@code vae/config.json}
     * @throws BrokenModelException if one cannot be read
     */
    static Map<String, ObjectNode> read(Path model) {
        Map<String, ObjectNode> all = new TreeMap<>();
        for (Path file : FolderFiles.of(model)) {
            if (file.toString().endsWith(SUFFIX)) {
                all.put(FolderFiles.name(model, file), object(file));
            }
        }
        return all;
    }

    /**
     * Joins the configuration of a model with those in its folders, which become sections by the
     * names of the folders.
     */
    static ConfigSection joined(
            ObjectNode config, Map<String, ObjectNode> inFolders, String source) {
        ObjectNode joined = config.deepCopy();
        inFolders.forEach(
                (file, it) -> {
                    if (file.endsWith("/" + ModelFolder.CONFIG)) {
                        joined.set(file.substring(0, file.lastIndexOf('/')), it);
                    }
                });
        return ConfigSection.parse(joined.toString(), source);
    }

    /** Reads all of the configuration of a model, joined. */
    static ConfigSection joined(Path model) {
        Path file = model.resolve(ModelFolder.CONFIG);
        return joined(object(file), read(model), file.toString());
    }

    /** Puts numbers into configurations of a model, by file and key. */
    static void put(Path model, Map<String, Map<String, Double>> settings) {
        settings.forEach(
                (name, numbers) -> {
                    Path file = model.resolve(name);
                    ObjectNode object = object(file);
                    numbers.forEach(object::put);
                    Path beside = file.resolveSibling(file.getFileName() + ".part");
                    try {
                        JSON.writeValue(beside.toFile(), object);
                        Files.move(
                                beside,
                                file,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                    } catch (IOException e) {
                        throw new UnwritableOutputException(
                                "What was measured of the model was not written into %s (%s). Make room on its disk, and go on with --resume from what was saved last."
                                        .formatted(file, e),
                                e);
                    }
                });
    }

    static ObjectNode object(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException | ClassCastException e) {
            throw unread(file, e);
        }
    }

    private static BrokenModelException unread(Path file, Exception e) {
        return new BrokenModelException(
                "%s was to be read as a configuration of the model, and cannot be (%s). Bring it back from a copy."
                        .formatted(file, e.getMessage()),
                e);
    }
}
