package io.mingle.host.command;

import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * The command line in a process of its own, on a model that does what the lines say: it repeats
 * them, ends the process at {@code die}, and waits at {@code wait} unless a file says that it has
 * been there.
 */
final class WorkerProgram {

    private WorkerProgram() {}

    /**
     * Runs a command.
     *
     * @param arguments the file, then the command
     */
    public static void main(String[] arguments) {
        Path been = Path.of(arguments[0]);
        FakePlatform platform =
                new FakePlatform()
                        .with(
                                Understanding.class,
                                (question, options) ->
                                        FakePlatform.answer(answer(words(question), been)));
        CommandLineRun line = new CommandLineRun(platform);
        int code = line.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        System.err.print(line.err());
        System.exit(code);
    }

    private static String words(Conversation question) {
        return question.content().stream()
                .filter(Text.class::isInstance)
                .map(it -> ((Text) it).text())
                .findFirst()
                .orElseThrow();
    }

    private static String answer(String words, Path been) {
        if (words.equals("die")) {
            Runtime.getRuntime().halt(137);
        }
        if (words.equals("wait") && !Files.exists(been)) {
            try {
                Files.createFile(been);
                new CountDownLatch(1).await();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return words;
    }
}
