package io.mingle.host.command;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.host.Mingle;
import io.mingle.host.input.Spool;
import io.mingle.host.input.StandardInput;
import io.mingle.host.transcript.HintText;
import io.mingle.host.transcript.WavPipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle transcribe}: what is said in recordings. */
@Command(
        name = "transcribe",
        description = {
            "Writes down what is said in recordings, of any length and format, as text, JSON or"
                + " subtitles. The model has to hear; the embedded one knows ten digits and forty"
                + " commands, in English and Chinese.",
            ""
        },
        footer = {
            "",
            "A recording is cut where nobody speaks, and held in pieces. What is done of it is kept"
                + " beside the output until that is written: --resume goes on behind it after an"
                + " interruption.",
            "",
            "Examples:",
            "  mingle transcribe talk.mp3 --model Ming-Lite-Omni-1.5",
            "  mingle transcribe lecture.m4a -o lecture.srt --language en --hint \"Euler, Gauss\"",
            "  mingle transcribe visits/*.ogg -o texts/ --format json --hint domain=medicine",
            "  ffmpeg -i film.mkv -f wav - | mingle transcribe - --stream"
        })
final class TranscribeCommand implements Callable<Integer> {

    /** What the standard input may have: 8 hours of CD. */
    private static final long MOST_PIPED = 6L << 30;

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the transcript goes, overwritten if need be; a folder for several, in"
                            + " which each has the name of its recording. The standard output if"
                            + " left out.")
    private Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "text, json, srt or vtt; what the name of the output ends with if left out,"
                            + " else text.")
    private String format;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description =
                    "What is spoken, for example zh, en or Chinese; the model finds out if left"
                            + " out.")
    private String language;

    @Option(
            names = "--hint",
            paramLabel = "HINT",
            description =
                    "What is known of it: domain=TEXT, topic=TEXT, dialect=TEXT (Cantonese,"
                            + " Sichuanese, Shanghainese, Minnan, …), or names that may be said,"
                            + " separated by commas. May be given several times.")
    private List<String> hints = List.of();

    @Option(names = "--translate", description = "Write English, whatever is spoken.")
    private boolean translate;

    @Option(
            names = "--stream",
            description =
                    "Print the text as it comes; a WAV file that is piped in is heard while it is"
                            + " recorded.")
    private boolean stream;

    @Option(
            names = "--resume",
            description = "Go on behind what an interrupted run has kept beside the output.")
    private boolean resume;

    @Option(
            names = "--longest-segment",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "Cut speech without a pause where it is quietest after so long at most, 2 to"
                            + " 300 (${DEFAULT-VALUE}).")
    private int longestSegment;

    @Option(
            names = "--max-hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "Refuse recordings that are longer, up to 168 (${DEFAULT-VALUE}).")
    private int maxHours;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Up to so many tokens for each segment (${DEFAULT-VALUE}).")
    private int maxTokens;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            defaultValue = "mixed",
            description = "Hear all channels 'mixed', or the 'first' alone (${DEFAULT-VALUE}).")
    private Sound.Channels channel;

    @Mixin private SkillsOption skills;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings; - for the standard input.")
    private List<Path> files;

    TranscribeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TranscriptionOptions options = options();
        boolean several = files.size() > 1 || output != null && Files.isDirectory(output);
        TranscriptFormat chosen = chosenFormat(several);
        TranscriptOutput to = new TranscriptOutput(session, output, several, chosen, stream);
        try {
            to.check(files, resume);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        files.forEach(TranscribeCommand::checkExists);
        try (Spool spool = new Spool();
                Mingle mingle = session.start(model.directory(), skills.once())) {
            TranscriptRun run =
                    new TranscriptRun(session, mingle, model.directory(), options, resume, to);
            return files.size() == 1 ? one(run, spool, files.get(0)) : all(run, spool);
        } finally {
            session.live().clear();
        }
    }

    private static void checkExists(Path file) {
        if (!StandardInput.isMeant(file) && !Files.exists(file)) {
            throw new UnreadableContentException(
                    "The sound '%s' does not exist. Check the path.".formatted(file));
        }
    }

    private int one(TranscriptRun run, Spool spool, Path file) {
        if (stream && StandardInput.isMeant(file)) {
            piped(run, spool, file);
        } else {
            run.transcribe(file, source(spool, file, session.in()));
        }
        return ExitCode.OK;
    }

    /** A WAV file is heard while it comes; of others the end is waited for. */
    private void piped(TranscriptRun run, Spool spool, Path file) {
        try {
            WavPipe.Opened opened = WavPipe.open(session.in());
            if (opened.isWav()) {
                run.transcribe(file, opened.wav());
            } else {
                run.transcribe(file, source(spool, file, opened.other()));
            }
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The sound from the standard input cannot be read (%s). Name a file instead."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** One that cannot be read does not keep others from being. */
    private int all(TranscriptRun run, Spool spool) {
        int failed = 0;
        for (Path file : files) {
            try {
                run.transcribe(file, source(spool, file, session.in()));
            } catch (CancelledException e) {
                throw e;
            } catch (MingleException e) {
                session.live().clear();
                session.err().println("mingle: " + Printable.of(e.getMessage()));
                failed++;
            }
        }
        if (failed > 0) {
            session.err()
                    .println(
                            "mingle: %s of %s recordings could not be written down."
                                    .formatted(failed, files.size()));
        }
        return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private SoundSource source(Spool spool, Path file, InputStream in) {
        Path kept = Spool.isNeeded(file) ? spool.keep(file, in, "sound", MOST_PIPED) : file;
        return new SoundSource.OnDisk(kept, channel);
    }

    private TranscriptionOptions options() {
        try {
            return TranscriptionOptions.USUAL
                    .withLanguage(language)
                    .withHints(HintText.read(hints))
                    .withTranslate(translate)
                    .withLongestSegment(Duration.ofSeconds(longestSegment))
                    .withLongest(Duration.ofHours(maxHours))
                    .withGeneration(
                            TranscriptionOptions.USUAL.generation().withMaxTokens(maxTokens));
        } catch (InvalidRequestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TranscriptFormat chosenFormat(boolean several) {
        String name = output == null || several ? "" : output.getFileName().toString();
        String wanted = format != null ? format : name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(TranscriptFormat.values())
                .filter(
                        it ->
                                it.name().equalsIgnoreCase(wanted)
                                        || it.extension().equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(
                        () -> {
                            if (format == null) {
                                return TranscriptFormat.TEXT;
                            }
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "The format '%s' is not written. Choose text, json, srt or vtt."
                                            .formatted(format));
                        });
    }
}
