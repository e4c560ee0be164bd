package io.mingle.host.command;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.json.NamedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A chat: takes lines until it is ended, and lets the model answer those that are messages. */
final class Chat {

    /** What a line may be that is no message. */
    static final String COMMANDS =
            """
            /image FILE   attach a picture to the next message
            /audio FILE   attach a sound; an empty line then lets it ask itself
            /video FILE   attach a video, or a folder of frames
            /system TEXT  say how answers are to be; without TEXT nothing
            /reset        forget what was said and attached
            /help         list these
            /exit         end
            //TEXT        say something that begins with a slash\
            """;

    private static final String FULL =
            "mingle: The conversation is longer than the model can keep in mind. /reset begins a"
                    + " new one.";

    private final Session session;
    private final Mingle mingle;
    private final GenerationOptions options;
    private final ChatHistory history;
    private final ChatLines lines;

    Chat(
            Session session,
            Mingle mingle,
            GenerationOptions options,
            ChatHistory history,
            ChatLines lines) {
        this.session = session;
        this.mingle = mingle;
        this.options = options;
        this.history = history;
        this.lines = lines;
    }

    /** Runs until the lines end, or one of them ends it. */
    void run() {
        lines.tell("Say something. /help lists what else there is, /exit ends.");
        String line = lines.next();
        while (line != null && !line.strip().equals("/exit") && session.out().failure().isEmpty()) {
            try {
                take(line);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                if (session.interruption().happened()) {
                    throw e;
                }
                session.live().clear();
                ErrorLine.print(e, session.err(), session.verbose());
            }
            line = lines.next();
        }
    }

    private void take(String line) {
        if (line.startsWith("//")) {
            say(line.substring(1));
        } else if (line.startsWith("/")) {
            int end = line.indexOf(' ');
            String rest = end < 0 ? "" : line.substring(end + 1).strip();
            command(end < 0 ? line.strip() : line.substring(0, end), rest);
        } else if (!line.isBlank() || history.hasSound()) {
            say(line);
        }
    }

    private void command(String command, String rest) {
        switch (command) {
            case "/image" -> history.attachPicture(file(command, rest));
            case "/audio" -> history.attachSound(file(command, rest));
            case "/video" -> history.attachVideo(existing(file(command, rest)));
            case "/system" -> history.system(rest.isEmpty() ? null : rest);
            case "/reset" -> history.reset();
            case "/help" -> session.err().println(COMMANDS);
            default ->
                    throw new InvalidRequestException(
                            "There is no '%s' in a chat. /help lists what there is; begin with // to say something that begins with a slash."
                                    .formatted(command));
        }
    }

    private static Path file(String command, String typed) {
        String name = typed.replaceFirst("^([\"'])(.*)\\1$", "$2");
        if (name.isEmpty()) {
            throw new InvalidRequestException(
                    "%s was given no file. Name one: %s FILE.".formatted(command, command));
        }
        return NamedFile.find(name, null);
    }

    /** A video is not read before it is asked about; who mistyped its name is told before. */
    private static Path existing(Path video) {
        if (!Files.exists(video)) {
            throw new InvalidRequestException(
                    "The video '%s' does not exist. Check the path.".formatted(video));
        }
        return video;
    }

    /** What cannot be answered is forgotten, with what was attached to it. */
    private void say(String words) {
        Message message = history.message(words);
        history.detach();
        Conversation conversation = history.with(message);
        Optional<Finished<Answer>> answer;
        try {
            answer = answer(conversation);
        } catch (CancelledException e) {
            if (session.interruption().happened()) {
                throw e;
            }
            session.err().println("mingle: Stopped; this message is not remembered.");
            return;
        } catch (MingleException e) {
            ErrorLine.print(e, session.err(), session.verbose());
            if (isTooLong(e) && !history.isEmpty()) {
                session.err().println(FULL);
            }
            return;
        }
        answer.ifPresent(
                finished -> {
                    history.remember(message, finished.result().text());
                    session.warn(finished);
                    tellWhetherCut(finished);
                });
    }

    /** Of what a request may be refused for, only its length is counted in tokens. */
    private static boolean isTooLong(MingleException error) {
        return error.kind() == ErrorCode.INVALID_REQUEST && error.getMessage().contains("tokens");
    }

    private Optional<Finished<Answer>> answer(Conversation conversation) {
        Thread asking = Thread.currentThread();
        Generation<Answer> generation;
        try {
            generation =
                    lines.during(
                            asking::interrupt,
                            () ->
                                    session.interruptibly(
                                            "reading", () -> mingle.ask(conversation, options)));
        } finally {
            // The flag has done its work; the next line is to be waited for.
            Thread.interrupted();
        }
        return lines.during(
                generation::cancel, () -> ShownText.of(session, generation, update -> {}));
    }

    private void tellWhetherCut(Finished<Answer> finished) {
        if (finished.result().reason() == FinishReason.LENGTH) {
            int tokens = finished.usage().completionTokens();
            session.err()
                    .println(
                            tokens < options.maxTokens()
                                    ? FULL
                                    : "mingle: The answer was cut after %s tokens. Allow more with --max-tokens."
                                            .formatted(tokens));
        }
    }
}
