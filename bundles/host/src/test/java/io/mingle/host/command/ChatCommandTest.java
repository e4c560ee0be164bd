package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import io.mingle.host.Mingle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChatCommandTest {

    private final List<Conversation> asked = new ArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private CommandLineRun line;

    @TempDir private Path folder;

    @BeforeEach
    void provide() {
        platform.with(Understanding.class, this::answer);
    }

    /** Numbers its answers; fails where it is told to. */
    private Generation<Answer> answer(Conversation conversation, GenerationOptions options) {
        asked.add(conversation);
        String last = conversation.messages().get(conversation.messages().size() - 1).text();
        return switch (last) {
            case "fail" -> FakePlatform.failure(new BrokenModelException("No tensor."));
            case "throw" -> throw new IllegalStateException("A fault.");
            case "too much" ->
                    FakePlatform.failure(
                            new ConversationTooLongException("It is long. Shorten it.", 9, 8));
            case "cut" -> {
                GenerationChannel<Answer> channel = new GenerationChannel<>();
                channel.delta("begun");
                channel.finished(
                        new Answer("begun", FinishReason.LENGTH),
                        FakePlatform.usage(options.maxTokens() == 3 ? 3 : 2));
                yield channel;
            }
            default -> FakePlatform.answer("answer ", Integer.toString(asked.size()));
        };
    }

    private int chat(List<String> lines, String... options) {
        String all = String.join("\n", lines);
        line =
                new CommandLineRun(
                        platform, new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)));
        List<String> command = new ArrayList<>(List.of("chat"));
        command.addAll(List.of(options));
        return line.run(command.toArray(String[]::new));
    }

    private static Message user(String words) {
        return Message.user(new Text(words));
    }

    @Test
    void eachMessageKnowsThoseBefore() {
        assertEquals(ExitCode.OK, chat(List.of("Hello?", "", "Привет", "")));
        assertEquals(List.of("answer 1", "answer 2"), line.out().lines().toList());
        assertEquals("", line.err());
        assertEquals(
                List.of(
                        new Conversation(List.of(user("Hello?"))),
                        new Conversation(
                                List.of(
                                        user("Hello?"),
                                        Message.assistant("answer 1"),
                                        user("Привет")))),
                asked);
        assertTrue(platform.isClosed());
    }

    @Test
    void filesAreAttachedToTheNextMessageAlone() throws Exception {
        Path picture = Files.write(folder.resolve("a b.png"), new byte[] {1});
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {2});
        Path video = Files.write(folder.resolve("a.mp4"), new byte[] {3});
        assertEquals(
                ExitCode.OK,
                chat(
                        List.of(
                                "/audio " + sound,
                                "/image \"" + picture + "\"",
                                "/video " + video,
                                "What is it?",
                                "And now?"),
                        "--frames",
                        "8"),
                () -> line.err());
        assertEquals(
                List.of(
                        Picture.read(picture),
                        new Video(video, FrameSampling.DEFAULT.withFrames(8)),
                        new Text("What is it?"),
                        Sound.read(sound)),
                asked.get(0).content());
        assertEquals(List.of(new Text("And now?")), asked.get(1).messages().get(2).content());
    }

    @Test
    void aSoundMayAskItself() throws Exception {
        Path sound = Files.write(folder.resolve("a.wav"), new byte[] {2});
        chat(List.of("/audio " + sound, "", ""));
        assertEquals(1, asked.size());
        assertEquals(List.of(Sound.read(sound)), asked.get(0).content());
    }

    @Test
    void theSystemSpeaksFirstAndCanBeChanged() {
        chat(
                List.of("one", "/system Be long.", "two", "/system", "three"),
                "--system",
                "Be brief.");
        assertEquals(Message.system("Be brief."), asked.get(0).messages().get(0));
        assertEquals(Message.system("Be long."), asked.get(1).messages().get(0));
        assertEquals(user("one"), asked.get(2).messages().get(0));
    }

    @Test
    void resetForgetsAllButTheSystem() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {1});
        chat(List.of("/system S", "one", "/image " + picture, "/reset", "two"));
        assertEquals(new Conversation(List.of(Message.system("S"), user("two"))), asked.get(1));
    }

    @Test
    void errorsOfAMessageAreToldAndForgotten() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {1});
        assertEquals(
                ExitCode.FAILED, chat(List.of("one", "/image " + picture, "fail", "throw", "two")));
        assertEquals(List.of("answer 1", "answer 4"), line.out().lines().toList());
        assertTrue(line.err().contains("mingle: No tensor. [broken-model]"), line.err());
        assertTrue(line.err().contains("A fault."), line.err());
        assertEquals(
                new Conversation(List.of(user("one"), Message.assistant("answer 1"), user("two"))),
                asked.get(3));
    }

    @Test
    void filesThatAreNotThereAndUnknownCommandsAreTold() {
        chat(List.of("/image none.png", "/video none.mp4", "/audio", "/sing a song", "//help"));
        assertTrue(line.err().contains("none.png"), line.err());
        assertTrue(line.err().contains("The video 'none.mp4' does not exist."), line.err());
        assertTrue(line.err().contains("/audio was given no file."), line.err());
        assertTrue(line.err().contains("There is no '/sing' in a chat."), line.err());
        assertTrue(line.err().contains("This message was not answered"), line.err());
        assertEquals(List.of(), asked);
    }

    /** Nobody sits there to see that the picture is missing in what the answer is about. */
    @Test
    void aMessageThatIsPipedInIsNotAnsweredWithoutWhatWasToBeAttached() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {1});
        assertEquals(
                ExitCode.FAILED,
                chat(List.of("/image none.png", "/image " + picture, "What?", "And now?")));
        assertEquals(List.of(new Conversation(List.of(user("And now?")))), asked);
        assertEquals(2, line.err().strip().lines().count(), line.err());

        asked.clear();
        chat(List.of("/image none.png", "/reset", "Hello?"));
        assertEquals(List.of(new Conversation(List.of(user("Hello?")))), asked);
    }

    @Test
    void helpListsWhatThereIsAndExitEnds() {
        chat(List.of("/help", " /exit ", "never said"));
        for (String command :
                List.of("/image", "/audio", "/video", "/system", "/reset", "/help", "/exit")) {
            assertTrue(line.err().contains("\n" + command) || line.err().startsWith(command));
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void aConversationThatIsTooLongIsToldHowToBeginAnew() {
        chat(List.of("too much", "one", "too much", "cut"));
        assertEquals(2, line.err().split("/reset begins a new one", -1).length - 1, line.err());
        chat(List.of("cut"), "--max-tokens", "3");
        assertTrue(line.err().contains("cut after 3 tokens"), line.err());
        assertFalse(line.err().contains("/reset"), line.err());
    }

    @Test
    void aModelThatCannotBeLoadedEndsTheChat() {
        FakePlatform broken =
                new FakePlatform().lacking(new BrokenModelException("No such tensor."), true);
        CommandLineRun run = new CommandLineRun(broken, new ByteArrayInputStream(new byte[0]));
        assertEquals(6, run.run("chat"));
        assertEquals("mingle: No such tensor. [broken-model]", run.err().strip());
    }

    /** Stands in for a person at a terminal who stops the answer to "endless". */
    private static final class Typed implements ChatLines {

        private final Deque<String> lines = new ArrayDeque<>();
        private boolean stopping;
        private Runnable stop;

        @Override
        public String next() {
            String line = lines.poll();
            stopping = line != null && line.matches("endless|/image .*big.*");
            return line;
        }

        @Override
        public boolean isAttended() {
            return true;
        }

        @Override
        public void tell(String text) {
            // Nobody reads it.
        }

        @Override
        public <T> T during(Runnable stop, Supplier<T> work) {
            this.stop = stop;
            if (stopping) {
                stop.run();
            }
            return work.get();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private boolean chat(CommandLineRun run, Typed typed) {
        return new Chat(
                        run.session(),
                        Mingle.on(platform, Duration.ofMillis(300)),
                        GenerationOptions.GREEDY,
                        new ChatHistory(FrameSampling.DEFAULT, null, null),
                        typed)
                .run();
    }

    /** An answer that goes on until it is stopped. */
    private static GenerationChannel<Answer> endless() {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        return channel;
    }

    @Test
    void anAnswerThatIsStoppedIsForgottenAndTheChatGoesOn() {
        CommandLineRun run = new CommandLineRun(platform);
        platform.with(
                Understanding.class,
                (conversation, options) ->
                        conversation.messages().get(0).text().equals("endless")
                                ? endless()
                                : answer(conversation, options));
        Typed typed = new Typed();
        typed.lines.addAll(List.of("endless", "one"));
        assertTrue(chat(run, typed));
        assertEquals("mingle: Stopped; this line is not remembered.", run.err().strip());
        assertEquals(List.of(new Conversation(List.of(user("one")))), asked);
        assertFalse(Thread.interrupted());
    }

    /** Words are taken without a look at whether the thread is interrupted. */
    @Test
    void aStopIsNotLostThatComesBeforeTheAnswerHasBegun() {
        CommandLineRun run = new CommandLineRun(platform);
        Typed typed = new Typed();
        typed.lines.addAll(List.of("one", "two"));
        platform.with(
                Understanding.class,
                (conversation, options) -> {
                    if (conversation.messages().get(0).text().equals("two")) {
                        return answer(conversation, options);
                    }
                    typed.stop.run();
                    Thread.interrupted();
                    return endless();
                });
        assertTrue(chat(run, typed));
        assertEquals("mingle: Stopped; this line is not remembered.", run.err().strip());
        assertEquals(List.of(new Conversation(List.of(user("two")))), asked);
    }

    @Test
    void theReadingOfAFileIsStoppedToo() throws Exception {
        Path picture = Files.write(folder.resolve("big.png"), new byte[1 << 20]);
        CommandLineRun run = new CommandLineRun(platform);
        Typed typed = new Typed();
        typed.lines.addAll(List.of("/image " + picture, "one"));
        assertTrue(chat(run, typed));
        assertEquals("mingle: Stopped; this line is not remembered.", run.err().strip());
        assertEquals(List.of(new Conversation(List.of(user("one")))), asked);
    }

    @Test
    void whoSeesThatAFileIsMissingMayAskAllTheSame() {
        CommandLineRun run = new CommandLineRun(platform);
        Typed typed = new Typed();
        typed.lines.addAll(List.of("/image none.png", "one"));
        assertFalse(chat(run, typed));
        assertTrue(run.err().contains("none.png"), run.err());
        assertEquals(List.of(new Conversation(List.of(user("one")))), asked);
    }
}
