package io.mingle.host;

import io.mingle.api.content.Picture;
import io.mingle.api.content.SoundSource;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.dialogue.DialogueListener;
import io.mingle.api.dialogue.DialogueModel;
import io.mingle.api.dialogue.DialogueOptions;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.dialogue.SpokenAnswers;
import io.mingle.api.dialogue.SpokenDialogue;
import io.mingle.api.dialogue.SpokenWords;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.transcription.ContinuedTranscription;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.host.launch.CacheFolder;
import io.mingle.host.launch.Installation;
import io.mingle.host.launch.InstalledBundle;
import io.mingle.host.launch.LaunchOptions;
import io.mingle.host.launch.OsgiPlatform;
import io.mingle.host.launch.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Mingle inside a Java program.
 *
 * <p>Starts an OSGi framework of its own with all bundles that the distribution carries, and hands
 * out their services under leases. Depend on {@code io.mingle:io.mingle.host}, then:
 *
 * <pre>{@code
 * try (Mingle mingle = Mingle.start()) {
 *     System.out.println(mingle.ask(Path.of("receipt.png"), "Read the text."));
 * }
 * }</pre>
 *
 * <p>The same, with a model folder of one's own and the answer as it comes:
 *
 * <pre>{@code
 * try (Mingle mingle = Mingle.builder().model(Path.of("/models/ming")).start()) {
 *     Picture picture = Picture.read(Path.of("shapes.png"));
 *     Conversation conversation = Conversation.of("How many are there?", picture);
 *     mingle.ask(conversation).subscribe(subscriber);   // TextDelta …, then Finished, Cancelled or Failed
 * }
 * }</pre>
 *
 * <p>Any other service is leased by its interface; while the lease is open its bundle does not go
 * away:
 *
 * <pre>{@code
 * try (Lease<Grounding> lease = mingle.lease(Grounding.class)) {
 *     Generation<Boxes> found = lease.service().locate(picture, "the blue star");
 *     System.out.println(found.join(Duration.ofSeconds(30)).result());
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. A program may start Mingle again after it was
 * closed, or several at a time; libtorch is loaded by the first and stays, with its settings, until
 * the JVM ends. All threads are daemons: a program that does not close Mingle ends all the same.
 * Logging goes to the program's own SLF4J provider, if it has one.
 */
public final class Mingle implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(365);

    /** What tells the server for admins from the one for clients. */
    private static final String ADMIN = "(mingle.server=admin)";

    private final Platform platform;
    private final Calls calls;
    private final Encoders encoders;
    private final NamedSkills skills;

    private Mingle(Platform platform, Duration limit) {
        this.platform = platform;
        Patience patience = new Patience(platform, limit);
        this.calls = new Calls(platform.broker(), patience);
        this.encoders = new Encoders(platform, patience);
        this.skills = new NamedSkills(platform, calls, encoders);
    }

    /**
     * Stands on bundles that run already.
     *
     * @param platform the bundles; closed with the result
     * @param patience how long to wait for a service that is not there
     * @return the façade
     */
    public static Mingle on(Platform platform, Duration patience) {
        return new Mingle(platform, patience);
    }

    /**
     * Starts with the model that the distribution brings.
     *
     * @return Mingle, running; to be closed
     * @throws MingleException if it cannot be started
     */
    public static Mingle start() {
        return builder().start();
    }

    /**
     * Prepares a start.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Leases a service.
     *
     * @param service its interface
     * @param <T> its interface
     * @return a lease, to be closed after the call
     * @throws SkillUnavailableException if nobody provides it, and nobody came in time
     * @throws MingleException if the one who would provide it failed to start
     */
    public <T> Lease<T> lease(Class<T> service) {
        return calls.lease(service);
    }

    /**
     * Leases a service among those whose properties match a filter.
     *
     * @param service its interface
     * @param filter an LDAP filter, for example {@code (name=decode)}
     * @param <T> its interface
     * @return a lease, to be closed after the call
     * @throws SkillUnavailableException if nobody provides it, and nobody came in time
     * @throws MingleException if the one who would provide it failed to start
     */
    public <T> Lease<T> lease(Class<T> service, String filter) {
        return calls.lease(service, filter);
    }

    /**
     * Begins to answer, with the likeliest words. The lease lasts as long as the answer.
     *
     * @param conversation what has been said, with what it is about; the question last
     * @return the answer, under way
     * @throws MingleException if it cannot be begun
     */
    public Generation<Answer> ask(Conversation conversation) {
        return ask(conversation, GenerationOptions.GREEDY);
    }

    /**
     * Begins to answer.
     *
     * @param conversation what has been said, with what it is about; the question last
     * @param options how words are chosen and when to stop
     * @return the answer, under way
     * @throws MingleException if it cannot be begun
     */
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        if (conversation == null || options == null) {
            throw new InvalidRequestException(
                    "An answer was asked for without a conversation or without options."
                            + " GenerationOptions.GREEDY will do for the latter.");
        }
        encoders.await(conversation.content().stream());
        return generate(Understanding.class, service -> service.ask(conversation, options));
    }

    /**
     * Asks about a picture and waits for the answer.
     *
     * @param picture an encoded picture file
     * @param question what is asked
     * @return the whole answer
     * @throws MingleException if there is none
     */
    public String ask(Path picture, String question) {
        return ask(Conversation.of(question, Picture.read(picture))).join(FOREVER).result().text();
    }

    /**
     * Begins to speak. The lease lasts as long as that.
     *
     * @param text what is to be said
     * @param options in which voice, and how
     * @return the speech, under way; its sound comes as updates
     * @throws MingleException if it cannot be begun
     */
    public Generation<Speech> speak(String text, SpeechOptions options) {
        return generate(SpeechSynthesis.class, service -> service.speak(text, options));
    }

    /**
     * Begins to answer in words and, while they come, in speech. There are leases for both.
     *
     * @param conversation what has been said, the question last, perhaps as a sound
     * @param thinking how to answer
     * @param speaking how to speak
     * @return the answer, under way; its text and its sound come as updates
     */
    public Generation<SpokenAnswer> talk(
            Conversation conversation, GenerationOptions thinking, SpeechOptions speaking) {
        return SpokenAnswers.answer(
                leased(), conversation, thinking, Optional.of(speaking), SpokenWords.all());
    }

    /**
     * Begins a dialogue with a person who speaks. What answers and speaks is leased for one answer
     * at a time, and may be replaced within the dialogue.
     *
     * @param options how it is held
     * @param listener is told what happens, and plays the sound
     * @return takes what the microphone hears; to be closed
     */
    public SpokenDialogue dialogue(DialogueOptions options, DialogueListener listener) {
        return new SpokenDialogue(leased(), options, listener);
    }

    private DialogueModel leased() {
        return new DialogueModel() {
            @Override
            public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
                return Mingle.this.ask(conversation, options);
            }

            @Override
            public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
                return generate(SpeechSynthesis.class, service -> service.speak(text, options));
            }
        };
    }

    /**
     * Begins to draw. The lease lasts as long as that.
     *
     * @param prompt what is to be seen
     * @param options how
     * @return the pictures, under way
     * @throws MingleException if it cannot be begun
     */
    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
        return generate(Drawing.class, service -> service.draw(prompt, options));
    }

    /**
     * Begins to change a picture. The lease lasts as long as that.
     *
     * @param edit the picture, and what to change
     * @param options how
     * @return the pictures, under way
     * @throws MingleException if it cannot be begun
     */
    public Generation<Drawings> edit(Edit edit, DrawingOptions options) {
        if (edit == null) {
            throw new InvalidRequestException("A picture was to be changed, and none was given.");
        }
        encoders.await(Stream.of(edit.picture()));
        return generate(Editing.class, service -> service.edit(edit, options));
    }

    /**
     * Begins to write down what is said in a recording. If the bundle that does is replaced
     * meanwhile, its next version goes on.
     *
     * @param sound the recording
     * @param options how
     * @return the transcript, under way
     * @throws MingleException if it cannot be begun; the model may not hear
     */
    public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options) {
        return ContinuedTranscription.begin(
                options,
                it -> generate(Transcription.class, service -> service.transcribe(sound, it)));
    }

    /**
     * Begins a generation with the best provider of a service, under a lease that lasts as long as
     * it.
     *
     * @param service the service's interface
     * @param call begins the generation
     * @param <T> the service's interface
     * @param <R> the kind of result
     * @return the generation, under way
     * @throws MingleException if it cannot be begun
     */
    public <T, R> Generation<R> generate(
            Class<T> service, Function<? super T, Generation<R>> call) {
        return calls.begin(service, call);
    }

    /**
     * Begins a generation about a picture that the model has to look at: waits until somebody can,
     * then as {@link #generate(Class, Function)}.
     *
     * @param service the service's interface
     * @param picture what it is about
     * @param call begins the generation
     * @param <T> the service's interface
     * @param <R> the kind of result
     * @return the generation, under way
     * @throws MingleException if it cannot be begun, or the model looks at no pictures
     */
    public <T, R> Generation<R> generate(
            Class<T> service, Picture picture, Function<? super T, Generation<R>> call) {
        encoders.await(Stream.of(picture));
        return generate(service, call);
    }

    /**
     * Begins to use a skill by its name.
     *
     * @param skill the name, as its description tells it
     * @param request what it is to do
     * @return the result, under way
     * @throws MingleException if it cannot be begun
     */
    public Generation<SkillResult> invoke(String skill, SkillRequest request) {
        return skills.invoke(skill, request);
    }

    /**
     * Tells what a skill wants and what it makes.
     *
     * @param skill the name
     * @return its description
     * @throws InvalidRequestException if there is no such skill; the message lists those there are
     * @throws MingleException if it is installed, and does not come
     */
    public SkillDescription skill(String skill) {
        return skills.description(skill);
    }

    /**
     * Returns the broker, for filters and for a list of what is provided.
     *
     * @return always the same
     */
    public Broker broker() {
        return platform.broker();
    }

    /**
     * Lists the installed bundles.
     *
     * @return by name; a copy
     */
    public List<InstalledBundle> bundles() {
        return platform.bundles();
    }

    /**
     * Lists what there is to choose from by a filter.
     *
     * @param service a service's interface
     * @param property the name of a property of its providers, for example {@code name}
     * @return the values of the property, sorted, each once
     */
    public List<String> values(Class<?> service, String property) {
        return platform.values(service.getName(), null, property);
    }

    /**
     * Tells where clients reach Mingle over HTTP.
     *
     * @return empty if nothing listens
     */
    public Optional<URI> address() {
        return endpoint("(!" + ADMIN + ")");
    }

    /**
     * Tells where those who replace and drain skills reach Mingle over HTTP. It may begin to listen
     * a moment later than Mingle has started.
     *
     * @return empty if nothing listens
     */
    public Optional<URI> adminAddress() {
        return endpoint(ADMIN);
    }

    private Optional<URI> endpoint(String filter) {
        return platform
                .values(
                        "org.osgi.service.servlet.runtime.HttpServiceRuntime",
                        filter,
                        "osgi.http.endpoint")
                .stream()
                .findFirst()
                .map(it -> it.replaceFirst("%[^\\]]*", ""))
                .map(URI::create);
    }

    /**
     * Waits until Mingle is stopped from within, for example by a shell, or the thread is
     * interrupted, which it is then still.
     */
    public void awaitStop() {
        try {
            platform.awaitStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all bundles. What is under way is waited for, for some seconds. */
    @Override
    public void close() {
        platform.close();
    }

    /** What can be said before the start. */
    public static final class Builder {

        private Path model;
        private Path cache;
        private Duration patience = Duration.ofMinutes(3);
        private boolean serving;
        private boolean verbose;
        private Consumer<String> progress = text -> {};
        private final Map<String, String> properties = new HashMap<>();
        private final List<Path> bundles = new ArrayList<>();

        private Builder() {}

        /**
         * Uses a model folder instead of the model that the distribution brings.
         *
         * @param directory a folder in the published layout; null for the model that it brings
         * @return this
         */
        public Builder model(Path directory) {
            model = directory;
            return this;
        }

        /**
         * Unpacks bundles, natives and models into another folder than the user's cache.
         *
         * @param directory the folder; made if it does not exist
         * @return this
         */
        public Builder cache(Path directory) {
            cache = directory.toAbsolutePath();
            properties.putIfAbsent("mingle.cache.setting", "Mingle.builder().cache(FOLDER)");
            return this;
        }

        /**
         * Sets how long to wait for a service that is not there and may come.
         *
         * @param limit three minutes, if not called; any length, however long
         * @return this
         */
        public Builder patience(Duration limit) {
            patience = limit;
            return this;
        }

        /**
         * Sets a property of the framework, which bundles read, for example {@code
         * mingle.engine.threads}.
         *
         * @param name of the property
         * @param value of the property
         * @return this
         */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /**
         * Installs and starts a further bundle, for example a skill of your own.
         *
         * @param file a jar, or a folder that a jar would be made of, such as {@code
         *     target/classes}
         * @return this
         */
        public Builder bundle(Path file) {
            bundles.add(file.toAbsolutePath().normalize());
            return this;
        }

        /**
         * Starts what a host that keeps running needs, too: the shell's commands, the safe
         * replacement of bundles, and, if the property {@code felix.fileinstall.dir} names one, a
         * watched folder.
         *
         * @param wanted whether it should
         * @return this
         */
        public Builder serving(boolean wanted) {
            serving = wanted;
            return this;
        }

        /**
         * Watches a folder as long as Mingle runs: a jar that is copied into it is installed and
         * started, one that is replaced is updated, one that is deleted is drained and removed. It
         * is a host that {@link #serving} then. The jars offer skills and call others; they take no
         * place of the host's bundles, unless the property {@code mingle.trust} has rules for them.
         *
         * @param folder the folder; made if it does not exist
         * @return this
         * @throws InvalidRequestException if it cannot be watched by its name
         * @throws UnwritableOutputException if it cannot be made
         */
        public Builder skills(Path folder) {
            String watched = folder.toAbsolutePath().toString();
            if (watched.contains(",")) {
                // FileInstall takes a list, and has no way to write a comma that belongs to a name.
                throw new InvalidRequestException(
                        "The folder of skills '%s' cannot be watched: there is a comma in its path. Name another."
                                .formatted(watched));
            }
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UnwritableOutputException(
                        "The folder of skills '%s' cannot be made (%s). Name another."
                                .formatted(watched, e),
                        e);
            }
            // Commands are not read from the program's standard input, unless it says so.
            properties.putIfAbsent("gosh.args", "--nointeractive");
            return serving(true)
                    .property("felix.fileinstall.dir", watched)
                    .property("felix.fileinstall.poll", "500")
                    .property("felix.fileinstall.noInitialDelay", "true");
        }

        /**
         * Lets the framework and Declarative Services log what they do.
         *
         * @param wanted whether they should
         * @return this
         */
        public Builder verbose(boolean wanted) {
            verbose = wanted;
            return this;
        }

        /**
         * Hears what is being done while Mingle starts.
         *
         * @param listener is told in a few words, on any thread
         * @return this
         */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /**
         * Starts.
         *
         * @return Mingle, running; to be closed
         * @throws InvalidRequestException if one of the further bundles is missing or none, or no
         *     cache was named and this user has no home folder
         * @throws MingleException if it cannot be started
         */
        public Mingle start() {
            LaunchOptions options =
                    new LaunchOptions(
                            model,
                            cache == null ? CacheFolder.ofThisUser() : cache,
                            properties,
                            bundles,
                            serving,
                            verbose,
                            progress);
            return new Mingle(OsgiPlatform.start(Installation.onClassPath(), options), patience);
        }
    }
}
