package io.mingle.host.command;

import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.Mingle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mingle chat}: many questions, each of which knows those before. */
@Command(
        name = "chat",
        description = {
            "Talks: each message is answered with all that was said before in mind. At a terminal"
                + " lines can be edited and called up again, Ctrl-C stops an answer, and Ctrl-D"
                + " ends. Lines that are piped in are messages, too; if one of them could not be"
                + " answered, the exit code is 1.",
            "",
            "Within the chat:",
            Chat.COMMANDS,
            ""
        })
final class ChatCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private ModelOption model;

    @Option(
            names = "--system",
            paramLabel = "TEXT",
            description = "How answers are to be, said before everything else.")
    private String system;

    @Mixin private FramesOption frames;

    @Mixin private GenerationOption generation;

    @Mixin private StrictOption strict;

    ChatCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        generation.refuseLogprobs();
        GenerationOptions options = strict.in(generation.options());
        ChatHistory history =
                new ChatHistory(frames.sampling(options.seed()), frames.limits(), system);
        try (Mingle mingle = session.start(model.directory())) {
            session.patiently("loading the model", () -> mingle.lease(Understanding.class)).close();
            try (ChatLines lines = ChatLines.of(session)) {
                boolean all = new Chat(session, mingle, options, history, lines).run();
                return all || lines.isAttended() ? ExitCode.OK : ExitCode.FAILED;
            }
        }
    }
}
