package io.mingle.host.command;

import io.mingle.api.content.Sound;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.speech.VoiceReference;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Table;
import io.mingle.host.input.StandardInput;
import io.mingle.host.input.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle speak}: text as sound. */
@Command(
        name = "speak",
        description = {
            "Speaks text, with a model that has a talker. Sound is written and played as it comes;"
                    + " a file appears when it is whole, and says of itself that it is synthetic.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle speak \"Nine four one, stop.\" -o out.wav",
            "  mingle speak - -o talk.mp3 --voice luna_v2 --speed 1.2 < talk.txt",
            "  mingle speak \"Hello.\" -o out.wav --reference me.wav --reference-text \"It is me.\""
                    + " --i-have-consent",
            "  mingle speak --voices"
        })
final class SpeakCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description =
                    "Where the sound goes; - for the standard output. What is there is replaced.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "wav, wav-float or pcm, and what the installed encoder of sound writes: flac,"
                            + " mp3, opus, aac. By the name of the file if left out.")
    private String format;

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            description = "One of the model's voices; by the language of the text if left out.")
    private String voice;

    @Option(names = "--voices", description = "List the model's voices, and say nothing.")
    private boolean voices;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "A recording of 1 to 30 seconds whose voice is copied.")
    private Path reference;

    @Option(
            names = "--reference-text",
            paramLabel = "TEXT",
            description = "What is said in the recording, word for word.")
    private String referenceText;

    @Option(
            names = "--i-have-consent",
            description = "The speaker of the recording has agreed to being copied.")
    private boolean consent;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "0.25 to 4 times as fast as the model speaks; ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "The same one speaks the same text the same way.")
    private Long seed;

    @Option(names = "--play", description = "Play the sound as it comes.")
    private boolean play;

    @Option(names = "--json", description = "Tell about it as a JSON object.")
    private boolean json;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TEXT",
            description = "What is to be said, in quotes; - for the standard input.")
    private String text;

    SpeakCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (voices) {
            list();
            return ExitCode.OK;
        }
        if (text == null) {
            throw wrong("Say what is to be spoken, in quotes, or - for the standard input.");
        }
        if (out == null && !play) {
            throw wrong("Say where the sound goes with -o FILE.wav, or play it with --play.");
        }
        SpeechOptions options = options();
        SoundFileFormat written = OptionValues.inRange(spec, this::format);
        String words = words();
        try (Mingle mingle = session.start(model.directory());
                SpokenFile file =
                        out == null ? null : SpokenFile.begin(mingle, session, out, written);
                SoundPlayer player = play ? new SoundPlayer() : null) {
            Generation<Speech> generation =
                    session.patiently("loading the model", () -> mingle.speak(words, options));
            SpeechProgress progress = new SpeechProgress(session.live(), file, player);
            Finished<Speech> finished;
            try {
                finished = Receiver.await(generation, session.interruption(), progress::show);
            } finally {
                session.live().clear();
            }
            if (file != null) {
                file.commit(finished.result());
            }
            if (player != null) {
                player.finish();
            }
            tell(finished);
        }
        return ExitCode.OK;
    }

    private void list() {
        try (Mingle mingle = session.start(model.directory());
                Lease<SpeechSynthesis> lease = mingle.lease(SpeechSynthesis.class)) {
            Table table = new Table(List.of("VOICE", "LANGUAGE", "DESCRIPTION"));
            for (Voice it : lease.service().voices()) {
                table.row(
                        Stream.of(it.name(), it.language(), it.description())
                                .map(OneLine::of)
                                .toList());
            }
            session.out().println(table);
        }
    }

    private SpeechOptions options() {
        return OptionValues.inRange(
                spec,
                () -> {
                    SpeechOptions options = SpeechOptions.USUAL.withSpeed(speed);
                    options = seed == null ? options : options.withSeed(seed);
                    if (reference == null) {
                        return voice == null ? options : options.withVoice(voice);
                    }
                    if (voice != null) {
                        throw wrong("Choose one of --voice and --reference.");
                    }
                    if (!consent) {
                        throw wrong(
                                "A voice is copied only if its speaker has agreed. Ask them, and"
                                        + " say so with --i-have-consent.");
                    }
                    if (referenceText == null) {
                        throw wrong("Say with --reference-text what is said in the recording.");
                    }
                    return options.withReference(
                            new VoiceReference(Sound.read(reference), referenceText, consent));
                });
    }

    private SoundFileFormat format() {
        if (format != null) {
            return SoundFileFormat.of(format);
        }
        String name = out == null ? "" : String.valueOf(out.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (out == null || StandardInput.isMeant(out) || !name.contains(".")) {
            return SoundFileFormat.WAV;
        }
        return extension.equals("ogg") ? SoundFileFormat.OPUS : SoundFileFormat.of(extension);
    }

    private String words() {
        if (!text.equals("-")) {
            return text;
        }
        int most = 4 * SpokenText.MAX_CHARACTERS;
        return TextFile.text(StandardInput.read(session.in(), "text to speak", most));
    }

    private void tell(Finished<Speech> finished) {
        Speech speech = finished.result();
        boolean free = out == null || !StandardInput.isMeant(out);
        if (free && json) {
            session.out().println(Json.line(SpokenFile.describe(out, finished)));
        } else if (free) {
            session.out()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "%s%.2f s of speech, seed %s, the first after %.2f s",
                                    out == null ? "" : out + ": ",
                                    speech.duration().toMillis() / 1e3,
                                    speech.seed(),
                                    speech.first().toMillis() / 1e3));
        }
        session.warn(finished);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
