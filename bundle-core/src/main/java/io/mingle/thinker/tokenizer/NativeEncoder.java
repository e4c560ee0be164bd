package io.mingle.thinker.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.core.internal.json.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Builds the native encoder. */
final class NativeEncoder {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private NativeEncoder() {}

    /**
     * Builds an encoder that knows no added token, special or not, so that nothing in a text can
     * turn into one.
     *
     * @param root all of {@code tokenizer.json}; loses its added tokens
     * @param source the file, for messages
     */
    static HuggingFaceTokenizer open(ObjectNode root, String source) {
        AddedTokens.remove(root);
        Thread thread = Thread.currentThread();
        ClassLoader caller = thread.getContextClassLoader();
        thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
        try {
            byte[] json = MAPPER.writeValueAsBytes(root);
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
        } catch (JsonProcessingException e) {
            throw new BrokenModelException(source + " cannot be used: " + e.getMessage(), e);
        } catch (LinkageError | IOException | IllegalStateException e) {
            throw new EngineUnavailableException(
                    "The native tokenizer library could not be loaded ("
                            + e.getMessage()
                            + "). It comes with the engine bundle for Linux, macOS (arm64) and"
                            + " Windows on 64 bits; use one of these.",
                    e);
        } catch (RuntimeException e) {
            throw new BrokenModelException(
                    source
                            + " is not a tokenizer that can be used: "
                            + Names.shorten(String.valueOf(e.getMessage()))
                            + ".",
                    e);
        } finally {
            thread.setContextClassLoader(caller);
        }
    }
}
