package io.mingle.host.command;

import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.console.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code mingle}: nothing but its subcommands. */
@Command(
        name = "mingle",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Asks pictures and gets answers, on an omni model that runs in this machine.")
public final class MingleCommand implements Runnable {

    private static final String TASKS = "tasks";

    private final Session session;

    @Spec private CommandSpec spec;

    private MingleCommand(Session session) {
        this.session = session;
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what happens, and show stack traces.")
    private void verbose(boolean wanted) {
        session.verbose(wanted);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: demo, ask, chat, draw, edit, segment, depth, edges, boxes, read,"
                        + " speak, talk, transcribe, watch, run, batch, act, serve, key, skills,"
                        + " inspect, convert, new-skill, train or bench.");
    }

    /**
     * Runs a command line.
     *
     * @param session its streams and its start
     * @param arguments as typed
     * @return the exit code
     */
    public static int run(Session session, String... arguments) {
        try {
            return written(session, commandLine(session).execute(arguments));
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            session.live().clear();
            return told(session, e);
        }
    }

    /** What could not be written is no success, whatever it was; a disk may be full. */
    private static int written(Session session, int code) {
        Optional<IOException> failure = session.out().failure();
        if (failure.isEmpty() || code != ExitCode.OK) {
            return code;
        }
        if (Output.isClosedPipe(failure.get())) {
            return ExitCode.PIPE_CLOSED;
        }
        return told(
                session,
                new UnwritableOutputException(
                        "The output could not be written (%s). Free some space, or write it elsewhere."
                                .formatted(failure.get().getMessage())));
    }

    private static CommandLine commandLine(Session session) {
        CommandLine line =
                new CommandLine(new MingleCommand(session))
                        .addSubcommand("demo", new DemoCommand(session))
                        .addSubcommand("ask", new AskCommand(session))
                        .addSubcommand("chat", new ChatCommand(session))
                        .addSubcommand("draw", new DrawCommand(session))
                        .addSubcommand("edit", new EditCommand(session))
                        .addSubcommand("segment", new SegmentCommand(session))
                        .addSubcommand("depth", new DepthCommand(session))
                        .addSubcommand("edges", new EdgesCommand(session))
                        .addSubcommand("boxes", new BoxesCommand(session))
                        .addSubcommand("read", new ReadCommand(session))
                        .addSubcommand("speak", new SpeakCommand(session))
                        .addSubcommand("talk", new TalkCommand(session))
                        .addSubcommand("transcribe", new TranscribeCommand(session))
                        .addSubcommand("watch", new WatchCommand(session))
                        .addSubcommand("run", new RunCommand(session))
                        .addSubcommand("batch", new BatchCommand(session))
                        .addSubcommand("act", new ActCommand(session))
                        .addSubcommand("skills", new SkillsCommand(session))
                        .addSubcommand("inspect", new InspectCommand(session))
                        .addSubcommand("convert", new ConvertCommand(session))
                        .addSubcommand("serve", new ServeCommand(session))
                        .addSubcommand("key", new KeyCommand(session))
                        .addSubcommand("new-skill", new NewSkillCommand(session))
                        .addSubcommand("train", new TrainCommand(session))
                        .addSubcommand(
                                "bench",
                                new CommandLine(new BenchCommand(session))
                                        .addSubcommand("swap", new SwapBenchCommand(session))
                                        .addSubcommand("serve", new ServeBenchCommand(session))
                                        .addSubcommand(
                                                "cluster", new ClusterBenchCommand(session)));
        tellExitCodes(line);
        tellTasks(line.getSubcommands().get("train"));
        return line.setOut(new PrintWriter(session.out(), true))
                .setErr(new PrintWriter(session.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .registerConverter(Path.class, new PathConverter())
                .setParameterExceptionHandler((error, arguments) -> usage(session, error))
                .setExecutionExceptionHandler(
                        (error, command, result) -> failure(session, error, result));
    }

    /** What picocli finds and what the commands find themselves are told alike. */
    private static int usage(Session session, ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        String message = error.getMessage().strip();
        return told(
                session,
                new InvalidRequestException(
                        "%s%s%s See '%s --help'."
                                .formatted(
                                        message,
                                        message.endsWith(".") ? "" : ".",
                                        hint(error),
                                        command),
                        error));
    }

    private static String hint(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException)) {
            return "";
        }
        Object command = error.getCommandLine().getCommand();
        if (command instanceof DrawCommand || command instanceof EditCommand) {
            return " Put the words in quotes.";
        }
        return command instanceof AskCommand || command instanceof WatchCommand
                ? " Put the question in quotes."
                : "";
    }

    private static int failure(Session session, Exception error, ParseResult result) {
        session.live().clear();
        return told(session, error);
    }

    private static int told(Session session, Throwable error) {
        ErrorLine.print(error, session.err(), session.verbose());
        return error instanceof MingleException known
                ? known.kind().exitCode()
                : ErrorCode.INTERNAL.exitCode();
    }

    /** What can be trained depends on the bundles, so it is looked up when somebody asks. */
    private static void tellTasks(CommandLine train) {
        TrainCommand command = train.getCommand();
        List<String> sections = new ArrayList<>(train.getHelpSectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, TASKS);
        train.setHelpSectionKeys(sections);
        train.getHelpSectionMap().put(TASKS, help -> "\nTasks:\n" + command.offered());
    }

    /** The list stands in the help of {@code mingle}; that of each command tells where. */
    private static void tellExitCodes(CommandLine line) {
        line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        line.getSubcommands().values().forEach(MingleCommand::tellWhereExitCodesAre);
    }

    private static void tellWhereExitCodesAre(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(List.of(usage.footer()));
        footer.add("");
        footer.add("Exit codes: 0 is success; 'mingle --help' lists the others.");
        usage.footer(footer.toArray(String[]::new));
        line.getSubcommands().values().forEach(MingleCommand::tellWhereExitCodesAre);
    }

    /** Returns the table of errors, and what is none of them. */
    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
        for (ErrorCode code : ErrorCode.values()) {
            codes.put(Integer.toString(code.exitCode()), code.text() + ": " + code.meaning());
        }
        codes.put("0", "everything that was asked for was done");
        codes.computeIfPresent(
                "1", (code, error) -> error + " Or it was done, and not all is as it should be.");
        codes.computeIfPresent("130", (code, error) -> error + " So does Ctrl-C.");
        codes.put("141", "nobody read the output any more, as after '| head'");
        codes.put("143", "the process was asked to end (SIGTERM)");
        return codes;
    }
}
