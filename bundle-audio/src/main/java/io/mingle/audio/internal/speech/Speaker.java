package io.mingle.audio.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.graph.GraphRuntime;
import io.mingle.api.media.MediaReader;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.VoiceReference;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.audio.sound.Waveform;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.broker.Broker;
import io.mingle.tensor.Owned;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.PromptStates;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The talker of the checkpoint in use, if it has one; what the services of this bundle share that
 * speak. It is opened by the first who asks, and its weights are loaded when something is said.
 *
 * <p>They hold it directly: when the bundle stops, it is closed after each of them has drained.
 */
@Component(service = Speaker.class)
public final class Speaker implements AutoCloseable {

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;
    private final HeardStates states;
    private final Set<Thread> speaking = ConcurrentHashMap.newKeySet();
    private final Object opening = new Object();
    private final Object loading = new Object();
    private TalkerFolder folder;
    private List<KnownVoice> voices;
    private LoadedSpeech loaded;
    private volatile boolean closed;

    /** Decodes what is no plain WAV, where it is installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MediaReader media;

    /** Runs what listens to voices, where it is installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile GraphRuntime graphs;

    @Activate
    public Speaker(
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint,
            @Reference HiddenStates thinker,
            @Reference AudioEncoder ears,
            @Reference Broker broker) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
        this.states = new HeardStates(thinker, ears, broker);
    }

    /**
     * Returns what the model needs to speak.
     *
     * @throws SkillUnavailableException if it lacks something of that
     */
    TalkerFolder folder() {
        synchronized (opening) {
            if (folder == null) {
                folder = TalkerFolder.open(checkpoint.folder());
            }
            return folder;
        }
    }

    /**
     * Returns the voices that the model has of its own.
     *
     * @throws SkillUnavailableException if it cannot speak
     * @throws BrokenModelException if one of them is damaged
     */
    List<KnownVoice> voices() {
        TalkerFolder known = folder();
        synchronized (opening) {
            if (voices == null) {
                voices = known.voices().all();
            }
            return voices;
        }
    }

    /** Returns the networks, loaded. */
    LoadedSpeech loaded() {
        TalkerFolder known = folder();
        synchronized (loading) {
            if (closed) {
                throw stopped(null);
            }
            if (loaded == null) {
                loaded = new LoadedSpeech(known, runtime, checkpoint.precision());
            }
            return loaded;
        }
    }

    /**
     * Copies the voice of a recording, on the calling thread.
     *
     * @throws io.mingle.api.error.UnreadableContentException if it is none that could be copied
     * @throws SkillUnavailableException if the model or this installation cannot listen to voices
     * @throws BrokenModelException if what listens is damaged, or of another model
     */
    KnownVoice copied(VoiceReference reference) {
        Waveform recording =
                Recording.read(reference.recording(), () -> Optional.ofNullable(media));
        return VoiceCopy.require(reference, runtime, folder(), Optional.ofNullable(graphs))
                .of(reference, recording, loaded());
    }

    /**
     * Begins to speak.
     *
     * @param chosen returns the voice for the first sentence, on the thread that speaks
     */
    Generation<Speech> speak(
            SpokenText text, SpeechOptions options, Function<String, KnownVoice> chosen) {
        long seed = options.seed().orElseGet(() -> ThreadLocalRandom.current().nextInt(1 << 30));
        return GenerationChannel.produce(
                "mingle-speech",
                channel -> {
                    Thread thread = Thread.currentThread();
                    speaking.add(thread);
                    // Whatever it waits for ends, and what runs on the device is the last step.
                    channel.onCancel(thread::interrupt);
                    try (Owned owned = new Owned(runtime.scheduler())) {
                        LoadedSpeech networks = loaded();
                        Optional<PromptStates> heard =
                                options.heard().map(states::of).map(owned::add);
                        SpeechRun run =
                                new SpeechRun(networks, channel, options, seed, chosen, heard);
                        Speech speech = run.speak(text);
                        channel.finished(speech, Usage.NONE, run.warnings());
                        return speech;
                    } catch (RuntimeException | InterruptedException e) {
                        throw closed && !channel.isCancelled() ? stopped(e) : e;
                    } finally {
                        speaking.remove(thread);
                    }
                });
    }

    private static SkillUnavailableException stopped(Throwable cause) {
        return new SkillUnavailableException(
                "The talker was stopped while it spoke. Ask again; another version takes over.",
                cause);
    }

    /** Ends what still runs with its step, then frees everything. */
    @Deactivate
    @Override
    public void close() {
        closed = true;
        speaking.forEach(Thread::interrupt);
        synchronized (loading) {
            if (loaded != null) {
                loaded.close();
            }
        }
    }
}
