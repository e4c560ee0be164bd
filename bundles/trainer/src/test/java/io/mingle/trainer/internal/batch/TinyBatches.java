package io.mingle.trainer.internal.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.ConfigSection;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.data.DrawnTasks;
import io.mingle.trainer.data.LookTask;
import io.mingle.trainer.data.TokenizerFile;
import io.mingle.trainer.data.Vocabulary;
import io.mingle.trainer.internal.learn.Networks;
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
    private final Networks networks;
    private final Networks deeper;
    private final PromptEncoder prompts;
    private final BatchMaker maker;

    public TinyBatches(Path folder) throws IOException {
        Vocabulary vocabulary = new TokenizerFile(DrawnTasks.corpus()).write(folder);
        tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"));
        ObjectNode config = config(vocabulary);
        networks = Networks.of(ConfigSection.parse(config.toString(), "tiny"));
        config.withObject("/vision_config").put("depth", 3);
        deeper = Networks.of(ConfigSection.parse(config.toString(), "tiny"));
        prompts = new PromptEncoder(tokenizer, networks.decoder(), MERGE);
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        PreprocessorConfig preparation =
                new PreprocessorConfig(4096, 8192, 8, 2, MERGE, List.of(0.5, 0.5, 0.5), ones);
        maker = new BatchMaker(new PicturePreprocessor(preparation), prompts, MERGE, WINDOW, 128);
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

    public Networks networks() {
        return networks;
    }

    /** Returns the same networks with a layer more in the vision encoder. */
    public Networks deeper() {
        return deeper;
    }

    public BatchMaker maker() {
        return maker;
    }

    PromptEncoder prompts() {
        return prompts;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Draws a batch of shapes. */
    public Batch draw(long seed) {
        return candidates(seed, 1).batches().get(0);
    }

    /** Draws shapes for so many batches. */
    public Candidates candidates(long seed, int batches) {
        return maker.draw(new LookTask(), new SplittableRandom(seed), batches);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
