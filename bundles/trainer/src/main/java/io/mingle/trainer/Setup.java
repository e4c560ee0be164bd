package io.mingle.trainer;

import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.data.FontLibrary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a task may look at: the folder of the model, and what the person who asked has chosen. */
public final class Setup implements AutoCloseable {

    private final Path model;
    private final Path fonts;
    private final Map<String, Tokenizer> tokenizers = new HashMap<>();
    private FontLibrary library;

    /**
     * @param model the folder of the model that is trained or evaluated
     * @param fonts a folder with font files to draw with, or null for the fonts of the system
     */
    public Setup(Path model, Path fonts) {
        this.model = model;
        this.fonts = fonts;
    }

    /** Returns the folder of the model. */
    public Path model() {
        return model;
    }

    /** Returns the folder with font files to draw with; null for the fonts of the system. */
    public Path fonts() {
        return fonts;
    }

    /**
     * Returns the fonts to draw with, loaded once.
     *
     * @throws io.mingle.api.error.InvalidRequestException if there is none that can be used
     */
    public synchronized FontLibrary fontLibrary() {
        if (library == null) {
            library =
                    FontLibrary.load(fonts == null ? FontLibrary.systemFolders() : List.of(fonts));
        }
        return library;
    }

    /** Reads a configuration of the model, such as {@code config.json}. */
    public ConfigSection configuration(String file) {
        return ConfigSection.read(model.resolve(file));
    }

    /** Returns the tokenizer of the model, open until the training or the evaluation ends. */
    public Tokenizer tokenizer() {
        return tokenizer("");
    }

    /** Returns the tokenizer in a folder of the model, such as {@code talker}, open as long. */
    public synchronized Tokenizer tokenizer(String folder) {
        return tokenizers.computeIfAbsent(
                folder, it -> Tokenizer.open(model.resolve(it).resolve(ModelFolder.TOKENIZER)));
    }

    @Override
    public synchronized void close() {
        tokenizers.values().forEach(Tokenizer::close);
        tokenizers.clear();
    }
}
