package io.mingle.trainer.picture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.ConfigSection;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Scenes;
import io.mingle.trainer.data.TokenizerFile;
import io.mingle.trainer.data.Vocabulary;
import io.mingle.trainer.internal.learn.Candidates;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of shapes, which need no fonts, for networks small enough to train in a test. */
public final class TinyBatches implements AutoCloseable {

    private static final int MERGE = 2;
    private static final int WINDOW = 4;

    private final Tokenizer tokenizer;
    private final String text;
    private final ConfigSection config;
    private final ConfigSection deeper;
    private final ConfigSection wordier;
    private final PromptEncoder prompts;
    private final PictureSampler sampler;

    public TinyBatches(Path folder) throws IOException {
        this(folder, new Scenes());
    }

    public TinyBatches(Path folder, PictureSource source) throws IOException {
        Vocabulary vocabulary = TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"));
        ObjectNode tiny = config(vocabulary);
        text = tiny.toString();
        config = ConfigSection.parse(text, "tiny");
        tiny.withObject("/vision_config").put("depth", 3);
        deeper = ConfigSection.parse(tiny.toString(), "tiny");
        tiny.withObject("/vision_config").put("depth", 2);
        tiny.withObject("/llm_config").put("vocab_size", vocabulary.size() + 9);
        wordier = ConfigSection.parse(tiny.toString(), "tiny");
        prompts = new PromptEncoder(tokenizer, UnderstandingNetworks.decoder(config), MERGE);
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        PreprocessorConfig preparation =
                new PreprocessorConfig(4096, 8192, 8, 2, MERGE, List.of(0.5, 0.5, 0.5), ones);
        sampler =
                new PictureSampler(
                        source,
                        new PicturePreprocessor(preparation),
                        new VisualBatches(prompts, MERGE, 2, WINDOW, 128));
    }

    private static ObjectNode config(Vocabulary vocabulary) {
        ObjectNode config = new ObjectMapper().createObjectNode().put("mlp_depth", 2);
        ObjectNode llm = config.putObject("llm_config");
        llm.put("vocab_size", vocabulary.size()).put("hidden_size", 32);
        llm.put("num_hidden_layers", 2).put("num_attention_heads", 2).put("head_dim", 16);
        llm.put("num_key_value_heads", 1).put("num_experts", 4).put("num_experts_per_tok", 2);
        llm.put("num_shared_experts", 1).put("moe_intermediate_size", 16);
        llm.put("rope_theta", 10000).put("multi_gate", true);
        llm.putObject("rope_scaling").put("type", "3D");
        llm.put("eos_token_id", vocabulary.id("<|endoftext|>"));
        llm.put("image_patch_token", vocabulary.id("<imagePatch>"));
        llm.put("image_start_token", vocabulary.id("<image>"));
        llm.put("video_start_token", vocabulary.id("<video>"));
        ObjectNode vision = config.putObject("vision_config");
        vision.put("depth", 2).put("hidden_size", 32).put("num_heads", 2);
        vision.put("intermediate_size", 48).put("patch_size", 8).put("window_size", 64);
        vision.put("out_hidden_size", 32).putArray("fullatt_block_indexes").add(1);
        return config;
    }

    public ConfigSection config() {
        return config;
    }

    /** Returns the configuration as a model's {@code config.json} has it. */
    public String configText() {
        return text;
    }

    public int words() {
        return UnderstandingNetworks.decoder(config).vocabSize();
    }

    /** Returns the same networks with a layer more in the vision encoder. */
    public ConfigSection deeper() {
        return deeper;
    }

    /** Returns the same networks with nine tokens more. */
    public ConfigSection wordier() {
        return wordier;
    }

    public Sampler<?> sampler() {
        return sampler;
    }

    public static Objective objective() {
        return objective(Labelling.DRAWN);
    }

    public static Objective objective(Labelling labelling) {
        return new PictureObjective(labelling);
    }

    PromptEncoder prompts() {
        return prompts;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Draws a batch of shapes. */
    public Batch draw(long seed) {
        return Candidates.draw(sampler, new SplittableRandom(seed), 1).batches().get(0);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
