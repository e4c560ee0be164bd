package io.mingle.host;

import io.mingle.api.conversation.Conversation;
import java.io.IOException;
import java.time.Duration;

/** A program that embeds Mingle, for tests that run it in a JVM of its own. */
public final class EmbeddingProgram {

    private EmbeddingProgram() {}

    /**
     * Does what the first argument says, and prints a line after each step.
     *
     * @param arguments {@code restart}, {@code both}, {@code leave}, {@code die}, or {@code wait}
     *     for the end of the standard input
     */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "restart" -> {
                restart();
                restart();
            }
            case "both" -> both();
            case "leave" -> answer(Mingle.start());
            case "wait" -> {
                answer(Mingle.start());
                System.in.read();
            }
            default -> {
                answer(Mingle.start());
                Runtime.getRuntime().halt(3);
            }
        }
        System.out.println("main ends");
    }

    private static void restart() {
        try (Mingle mingle = Mingle.start()) {
            answer(mingle);
        }
        System.out.println("closed");
    }

    private static void both() {
        try (Mingle one = Mingle.start();
                Mingle other = Mingle.start()) {
            answer(one);
            answer(other);
        }
    }

    private static void answer(Mingle mingle) {
        mingle.ask(Conversation.of("What is this?")).join(Duration.ofMinutes(5));
        System.out.println("answered");
    }
}
