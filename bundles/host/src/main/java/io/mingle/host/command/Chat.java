package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import io.mingle.json.NamedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

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

    /** Whether a line could not be done. */
    private boolean failed;

    /** Whether a command could not be done that is about the next message. */
    private boolean incomplete;

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

    /**
     * Runs until the lines end, or one of them ends it.
     *
     * @return whether all that was typed could be done
     */
    boolean run() {
        lines.tell("Say something. /help lists what else there is, /exit ends.");
        String line = lines.next();
        while (line != null && !line.strip().equals("/exit") && session.out().failure().isEmpty()) {
            String typed = line;
            StopRequest stop = new StopRequest();
            lines.during(
                    stop::make,
                    () -> {
                        answer(typed, stop);
                        return null;
                    });
            line = lines.next();
        }
        return !failed;
    }

    /** What went wrong with a line is told, and the next one is as good as the first. */
    private void answer(String line, StopRequest stop) {
        try {
            take(line, stop);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            if (session.interruption().happened()) {
                throw e;
            }
            session.live().clear();
            if (stop.isMade()) {
                session.err().println("mingle: Stopped; this line is not remembered.");
                return;
            }
            failed = true;
            incomplete |= isCommand(line);
            ErrorLine.print(e, session.err(), session.verbose());
            if (e instanceof ConversationTooLongException && !history.isEmpty()) {
                session.err().println(FULL);
            }
        }
    }

    private static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//");
    }

    private void take(String line, StopRequest stop) {
        if (isCommand(line)) {
            int end = line.indexOf(' ');
            String rest = end < 0 ? "" : line.substring(end + 1).strip();
            String command = end < 0 ? line.strip() : line.substring(0, end);
            command(command, rest, stop);
        } else if (line.startsWith("//")) {
            say(line.substring(1), stop);
        } else if (!line.isBlank() || history.hasSound()) {
            say(line, stop);
        }
    }

    private void command(String command, String rest, StopRequest stop) {
        switch (command) {
            case "/image" -> {
                Path file = file(command, rest);
                history.attach(read(stop, () -> Picture.read(file)));
            }
            case "/audio" -> {
                Path file = file(command, rest);
                history.attach(read(stop, () -> Sound.read(file)));
            }
            case "/video" -> history.attachVideo(existing(file(command, rest)));
            case "/system" -> history.system(rest.isEmpty() ? null : rest);
            case "/reset" -> {
                history.reset();
                incomplete = false;
            }
            case "/help" -> session.err().println(COMMANDS);
            default ->
                    throw new InvalidRequestException(
                            "There is no '%s' in a chat. /help lists what there is; begin with // to say something that begins with a slash."
                                    .formatted(command));
        }
    }

    private <T> T read(StopRequest stop, Supplier<T> source) {
        return Reading.of(source, stop, session.interruption());
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
            throw new UnreadableContentException(
                    "The video '%s' does not exist. Check the path.".formatted(video));
        }
        return video;
    }

    /** What cannot be answered is forgotten, with what was attached to it. */
    private void say(String words, StopRequest stop) {
        refuseIncomplete();
        Message message = history.message(words);
        history.detach();
        Conversation conversation = history.with(message);
        Generation<Answer> generation = reading(stop, () -> mingle.ask(conversation, options));
        stop.during(generation::cancel, () -> ShownText.of(session, generation, update -> {}))
                .ifPresent(
                        finished -> {
                            history.remember(message, finished.result().text());
                            session.warn(finished);
                            tellWhetherCut(finished);
                        });
    }

    /** A person knows what could not be attached; a script would take the answer for the whole. */
    private void refuseIncomplete() {
        if (incomplete && !lines.isAttended()) {
            incomplete = false;
            history.detach();
            throw new InvalidRequestException(
                    "This message was not answered: a command before it has failed, and what it"
                            + " would have attached is missing. Correct that command.");
        }
    }

    /** Does what ends with an error when the thread is interrupted. */
    private <T> T reading(StopRequest stop, Supplier<T> work) {
        Thread reader = Thread.currentThread();
        try {
            return stop.during(reader::interrupt, () -> session.interruptibly("reading", work));
        } finally {
            // The flag has done its work; the next line is to be waited for.
            Thread.interrupted();
        }
    }

    private void tellWhetherCut(Finished<Answer> finished) {
        if (finished.result().reason() == FinishReason.LENGTH) {
            int tokens = finished.usage().completionTokens();
            session.err()
                    .println(
                            tokens < options.maxTokens()
                                    ? FULL
                                    : "mingle: The answer was cut after %s. Allow more with --max-tokens."
                                            .formatted(Units.count(tokens, "token")));
        }
    }
}
