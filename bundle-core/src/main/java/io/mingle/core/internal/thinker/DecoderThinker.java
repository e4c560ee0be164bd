package io.mingle.core.internal.thinker;

import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.constraint.Constraints;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.WorkGroup;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.Input;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.Thinker;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.prompt.QueryTokens;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Answers with the decoder of the checkpoint in use. */
@Component(
        service = {Thinker.class, HiddenStates.class},
        configurationPid = "io.mingle.thinker")
@Designate(ocd = ThinkerSettings.class)
public final class DecoderThinker implements Thinker, HiddenStates, AutoCloseable {

    private static final String VISION = "vision_config";
    private static final int MAX_MERGE = 1024;

    private final WorkGroup work;
    private final DecoderRunner decoder;
    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final SpecialTokens special;
    private final Constraints constraints;
    private final int merge;
    private final ExecutorService events =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "mingle-thinker-events");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Waiting waiting;
    private volatile boolean closed;

    @Activate
    public DecoderThinker(
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint,
            ThinkerSettings settings) {
        this(runtime, checkpoint, queue(settings));
    }

    /**
     * Creates a thinker outside a framework.
     *
     * @param queue how much work may be ahead of an answer that waits for memory
     */
    public DecoderThinker(TensorRuntime runtime, Checkpoint checkpoint, Duration queue) {
        this.work = runtime.scheduler().group();
        this.waiting = new Waiting(work, queue);
        this.tokenizer = Tokenizer.open(checkpoint.folder().tokenizerFile());
        DecoderConfig config = checkpoint.folder().decoder();
        this.special = SpecialTokens.of(tokenizer, config);
        this.constraints = new Constraints(tokenizer, config.eosToken());
        this.merge = merge(checkpoint.folder().config());
        this.template = new ChatTemplate(tokenizer, special, merge);
        this.decoder = new DecoderRunner(runtime, checkpoint);
    }

    /** Returns the side of the square of patches that becomes one visual token. */
    private static int merge(ConfigSection config) {
        return config.has(VISION)
                ? config.section(VISION).whole("spatial_merge_size", 1, MAX_MERGE, 2)
                : 1;
    }

    /** Takes on a changed bound; who waits already goes on waiting. */
    @Modified
    void configure(ThinkerSettings settings) {
        onDevice(() -> waiting.limit(queue(settings)));
    }

    private static Duration queue(ThinkerSettings settings) {
        return Duration.ofSeconds(Math.max(0, settings.queueSeconds()));
    }

    @Override
    public Generation<Answer> generate(List<Input> turn, GenerationOptions options) {
        Turn read = Turn.of(prompt(turn), turn, List.of());
        if (options.strict() && !read.warnings().isEmpty()) {
            throw new UnreadableContentException(
                    "The answer was to be strict, and not all that was sent can be regarded: "
                            + String.join(" ", read.warnings()));
        }
        Prompt prompt = read.prompt();
        int room = room(prompt);
        TokenConstraint constraint =
                options.constraint().map(constraints::begin).orElse(TokenConstraint.NONE);
        GenerationWork work =
                new GenerationWork(
                        decoder,
                        read,
                        new Sampler(options, prompt.ids(), tokenizer.size(), constraint),
                        tokenizer.stream(),
                        new StopTexts(options.stop()),
                        logprobs(options),
                        Math.min(options.maxTokens(), room),
                        new SerialEvents(events),
                        waiting);
        begin(work);
        return work.channel();
    }

    private Optional<LogProbs> logprobs(GenerationOptions options) {
        return options.logprobs().isPresent()
                ? Optional.of(new LogProbs(tokenizer, options.logprobs().getAsInt()))
                : Optional.empty();
    }

    @Override
    public PromptStates ofConversation(List<Input> turn) {
        return read(Turn.of(prompt(turn), turn, List.of()), states -> states, PromptStates::close);
    }

    @Override
    public Tensor ofQueries(List<Input> turn, List<Tensor> queries) {
        List<Integer> counts = QueryTokens.counts(queries, decoder.config().hiddenSize());
        QueryTokens tokens = QueryTokens.after(prompt(turn), counts, special, merge);
        return read(
                Turn.of(tokens.prompt(), turn, queries),
                states -> {
                    try (states) {
                        return decoder.rows(states.last(), tokens.rows());
                    }
                },
                Tensor::close);
    }

    private <T> T read(Turn turn, Function<PromptStates, T> use, Consumer<T> discard) {
        room(turn.prompt());
        var work = new StatesWork<>(decoder, turn, PromptWork.CHUNK, waiting, use, discard);
        begin(work);
        return work.join();
    }

    private Prompt prompt(List<Input> turn) {
        try {
            return template.render(messages(turn));
        } catch (InternalException e) {
            // The tokenizer goes last; who is late finds it closed.
            if (closed) {
                throw new SkillUnavailableException(
                        "The thinker was asked after it had been stopped. Ask again; another"
                                + " version takes over.",
                        e);
            }
            throw e;
        }
    }

    /** Returns how many tokens the answer may have, 1 or more. */
    private int room(Prompt prompt) {
        int most = decoder.config().maxPositionEmbeddings();
        if (prompt.length() >= most) {
            throw new ConversationTooLongException(
                    "The conversation takes %s tokens with its pictures, videos and sounds, and this model reads at most %s. Shorten it, or send fewer or smaller ones."
                            .formatted(prompt.length(), most - 1),
                    prompt.length(),
                    most - 1);
        }
        return most - prompt.length();
    }

    /** Who is cancelled while it goes on learns of it in its next step. */
    private void begin(PromptWork<?> prompt) {
        prompt.channel().onCancel(() -> onDevice(prompt::cancelled));
        work.submit(prompt);
    }

    private void onDevice(Runnable change) {
        work.submit(
                () -> {
                    change.run();
                    return false;
                });
    }

    /** Everything between two answers is one turn of the person. */
    static List<Message> messages(List<Input> conversation) {
        List<Message> messages = new ArrayList<>();
        List<Part> turn = new ArrayList<>();
        for (Input input : conversation) {
            if (input instanceof Input.Answer answer) {
                messages.add(new Message(Role.HUMAN, turn));
                messages.add(new Message(Role.ASSISTANT, List.of(new Part.Words(answer.text()))));
                turn = new ArrayList<>();
            } else {
                turn.add(part(input));
            }
        }
        messages.add(new Message(Role.HUMAN, turn));
        return messages;
    }

    private static Part part(Input input) {
        if (input instanceof Input.Visual visual) {
            return new Part.Image(visual.grid());
        }
        if (input instanceof Input.Video video) {
            return new Part.Video(video.grid());
        }
        if (input instanceof Input.Audio audio) {
            return new Part.Audio(audio.tokens());
        }
        return new Part.Words(((Input.Words) input).text());
    }

    /** Ends what still runs with its next step, then frees everything. */
    @Deactivate
    @Override
    public void close() {
        closed = true;
        onDevice(waiting::stop);
        work.join();
        events.shutdown();
        decoder.close();
        tokenizer.close();
    }
}
