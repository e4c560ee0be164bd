package io.mingle.device.adb.internal;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types by the commands of a device. {@code input text} knows the characters of ASCII; for others
 * the device needs ADBKeyBoard (package com.android.adbkeyboard) as its keyboard, which takes them
 * by a broadcast.
 */
final class Typing {

    private static final String KEYBOARD = "com.android.adbkeyboard";
    private static final int ENTER = 66;
    private static final int TAB = 61;

    /** The most characters of one command. */
    private static final int PIECE = 400;

    private static final Pattern PARTS =
            Pattern.compile("\\R|\\t|[^\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029]+");

    private Typing() {}

    /**
     * Returns the commands that type a text.
     *
     * @throws InvalidRequestException if this device cannot type it
     */
    static List<String> commands(String text, Shell shell) throws IOException {
        boolean plain =
                text.chars().allMatch(it -> isPlain(it) || it == '\n' || it == '\r' || it == '\t');
        if (!plain && !keyboard(shell).startsWith(KEYBOARD + "/")) {
            throw new InvalidRequestException(
                    "The text has characters beyond ASCII, which adb cannot type by itself. Install"
                            + " the keyboard "
                            + KEYBOARD
                            + " (ADBKeyBoard) on the device and choose it, or type what has none.");
        }
        List<String> commands = new ArrayList<>();
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            String piece = part.group();
            if (piece.equals("\t")) {
                commands.add("input keyevent " + TAB);
            } else if (piece.matches("\\R")) {
                commands.add("input keyevent " + ENTER);
            } else if (plain) {
                words(piece, commands);
            } else {
                broadcast(piece, commands);
            }
        }
        return commands;
    }

    private static String keyboard(Shell shell) throws IOException {
        return shell.run("settings get secure default_input_method").text().strip();
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character <= '~';
    }

    /** "%s" stands for a blank there, so that a real one is typed in two goes. */
    private static void words(String text, List<String> commands) {
        for (String piece : text.split("(?<=%)(?=s)")) {
            for (int from = 0; from < piece.length(); from += PIECE) {
                String some = piece.substring(from, Math.min(piece.length(), from + PIECE));
                commands.add("input text " + Shell.quoted(some.replace(" ", "%s")));
            }
        }
    }

    private static void broadcast(String text, List<String> commands) {
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            String coded =
                    Base64.getEncoder()
                            .encodeToString(
                                    text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            commands.add("am broadcast -a ADB_INPUT_B64 -p " + KEYBOARD + " --es msg " + coded);
            from = to;
        }
    }
}
