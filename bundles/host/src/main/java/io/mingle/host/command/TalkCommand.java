package io.mingle.host.command;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.dialogue.DialogueOptions;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.host.console.StartLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mingle talk}: speech in, words and speech out. */
@Command(
        name = "talk",
        description = {
            "Answers speech in words and in speech, with a model that hears and has a talker."
                + " Several sounds are turns of one conversation. With --mic it listens until"
                + " Ctrl-C, answers where you pause, and is silent when you speak: use a headset.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle talk --audio question.wav -o answer.wav",
            "  mingle talk --audio first.wav --audio second.wav -o answers.wav --voice luna_v2",
            "  mingle talk --mic --system \"Be brief.\""
        })
final class TalkCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = "--audio",
            paramLabel = "FILE",
            description = "What is said; may be given several times, for several turns.")
    private List<Path> sounds = List.of();

    @Option(names = "--mic", description = "Listen to the microphone, and play the answers.")
    private boolean mic;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "A WAV file for the speech of all answers. What is there is replaced.")
    private Path out;

    @Option(names = "--play", description = "Play the answers as they come.")
    private boolean play;

    @Option(
            names = "--system",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "How answers are to be.")
    private String system;

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            description = "One of the model's voices; by the language of the answer if left out.")
    private String voice;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "512",
            description = "Up to so many tokens for each answer (${DEFAULT-VALUE}).")
    private int maxTokens;

    TalkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (mic == !sounds.isEmpty()) {
            throw wrong("Say what is heard: --audio FILE, or --mic.");
        }
        if (mic && out != null) {
            throw wrong("What the microphone hears is answered aloud: leave -o out.");
        }
        if (!mic && out == null && !play) {
            throw wrong("Say where the speech goes with -o FILE.wav, or play it with --play.");
        }
        DialogueOptions options = OptionValues.inRange(spec, this::options);
        if (mic) {
            try (Mingle mingle = session.start(model.directory())) {
                new LiveTalk(session, mingle, options).run();
            }
            return ExitCode.OK;
        }
        List<Sound> turns = sounds.stream().map(Sound::read).toList();
        try (Mingle mingle = session.start(model.directory())) {
            talk(mingle, options, turns);
        }
        return ExitCode.OK;
    }

    private DialogueOptions options() {
        GenerationOptions thinking = DialogueOptions.USUAL.thinking().withMaxTokens(maxTokens);
        return DialogueOptions.USUAL
                .withThinking(thinking)
                .withSystem(system)
                .withSpeaking(SpeechOptions.USUAL.withVoice(voice));
    }

    /** What was answered without a word to speak adds nothing to the file. */
    private void talk(Mingle mingle, DialogueOptions options, List<Sound> turns) {
        List<Message> said = new ArrayList<>();
        if (!system.isBlank()) {
            said.add(Message.system(system));
        }
        Speech whole = null;
        try (SpokenFile file =
                        out == null
                                ? null
                                : SpokenFile.begin(mingle, session, out, SoundFileFormat.WAV);
                SoundPlayer player = play ? new SoundPlayer() : null) {
            for (Sound turn : turns) {
                said.add(Message.user(turn));
                Finished<SpokenAnswer> answer =
                        answer(mingle, options, new Conversation(said), file, player);
                said.add(Message.assistant(answer.result().answer().text()));
                Speech speech = answer.result().speech().orElse(null);
                whole =
                        whole == null || speech == null
                                ? first(whole, speech)
                                : both(whole, speech);
            }
            if (file != null && whole != null) {
                file.commit(whole);
            }
            if (player != null) {
                player.finish();
            }
        }
        if (whole == null) {
            session.err().println("mingle: Nothing was answered that could be spoken.");
        }
    }

    private Finished<SpokenAnswer> answer(
            Mingle mingle,
            DialogueOptions options,
            Conversation conversation,
            SpokenFile file,
            SoundPlayer player) {
        SpeechOptions speaking = options.speaking().orElseThrow().withHeard(conversation);
        Finished<SpokenAnswer> finished;
        try (StartLine line = new StartLine(session.live())) {
            line.doing("listening");
            finished =
                    Receiver.await(
                            mingle.talk(conversation, options.thinking(), speaking),
                            session.interruption(),
                            update -> {
                                // From here on the answer itself tells how far it is.
                                line.close();
                                take(update, file, player);
                            });
        }
        session.out().println();
        session.warn(finished);
        return finished;
    }

    private void take(Update update, SpokenFile file, SoundPlayer player) {
        if (update instanceof TextDelta delta) {
            session.out().print(delta.text());
            session.out().flush();
        } else if (update instanceof SpeechChunk chunk) {
            if (file != null) {
                file.write(chunk);
            }
            if (player != null) {
                player.play(chunk);
            }
        }
    }

    private static Speech first(Speech whole, Speech next) {
        return whole == null ? next : whole;
    }

    private static Speech both(Speech whole, Speech next) {
        Duration begun = whole.first();
        return new Speech(
                whole.rate(),
                whole.samples() + next.samples(),
                whole.sentences() + next.sentences(),
                whole.tokens() + next.tokens(),
                whole.codes() + next.codes(),
                whole.seed(),
                begun);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
