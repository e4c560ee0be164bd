package io.mingle.gui.simulator.ui;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines, by how wide letters are in most fonts. */
final class TextLines {

    private static final double NARROW = 0.56;

    private TextLines() {}

    /** Returns the lines of a text in letters of a height, at most so many pixels wide. */
    static List<String> of(String text, int letters, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (!line.isEmpty() && width(line + word.strip(), letters) > width) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    /** A line may break after a space, and after each character that is as wide as it is high. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : text.toCharArray()) {
            word.append(c);
            if (c == ' ' || isWide(c)) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        words.add(word.toString());
        return words;
    }

    private static double width(String text, int letters) {
        return text.chars().mapToDouble(c -> isWide((char) c) ? letters : letters * NARROW).sum();
    }

    private static boolean isWide(char c) {
        return c >= '\u2E80';
    }
}
