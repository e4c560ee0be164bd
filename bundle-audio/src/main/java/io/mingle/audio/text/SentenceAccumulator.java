package io.mingle.audio.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers text as it is written into what is spoken at a time (spec of the published model, talker,
 * section 6.1): the first of it ends where twelve words, or Chinese characters, have gone before a
 * mark, later ones where eight have.
 *
 * <p>For one text and one thread.
 */
public final class SentenceAccumulator {

    private static final int FIRST = 12;
    private static final int LATER = 8;
    private static final String MARKS = "！？，。!?,";

    private final TextCutter cutter;
    private final StringBuilder word = new StringBuilder();
    private final List<String> elements = new ArrayList<>();
    private int flushes;

    /**
     * @param cutter cuts what was gathered
     */
    public SentenceAccumulator(TextCutter cutter) {
        this.cutter = cutter;
    }

    /**
     * Takes further text, which may end within a word.
     *
     * @return the pieces that can be spoken now, often none
     */
    public List<String> add(String text) {
        List<String> pieces = new ArrayList<>();
        for (char it : text.toCharArray()) {
            if (it == '\n') {
                pieces.addAll(endWord());
                pieces.addAll(endLine());
            } else if (Character.isWhitespace(it)) {
                pieces.addAll(endWord());
            } else if (isWide(it)) {
                pieces.addAll(endWord());
                pieces.addAll(element(Character.toString(it)));
            } else {
                word.append(it);
            }
        }
        return pieces;
    }

    /**
     * Ends the text.
     *
     * @return the pieces that are left
     */
    public List<String> end() {
        List<String> pieces = new ArrayList<>(endWord());
        pieces.addAll(flush());
        return pieces;
    }

    /** Chinese characters and their marks stand alone; letters and digits make words. */
    private static boolean isWide(char it) {
        return it >= '\u2e80';
    }

    private List<String> endWord() {
        if (word.isEmpty()) {
            return List.of();
        }
        String whole = word.toString();
        word.setLength(0);
        return element(whole);
    }

    private List<String> element(String element) {
        boolean ends = ends(element) && isLong();
        elements.add(element);
        return ends ? flush() : List.of();
    }

    private boolean ends(String element) {
        char last = element.charAt(element.length() - 1);
        return MARKS.indexOf(last) >= 0 || last == '.' && !endsInDigit();
    }

    private boolean endsInDigit() {
        String last = elements.isEmpty() ? "" : elements.get(elements.size() - 1);
        return !last.isEmpty() && Character.isDigit(last.charAt(last.length() - 1));
    }

    private boolean isLong() {
        return elements.size() >= FIRST || flushes > 0 && elements.size() >= LATER;
    }

    private List<String> endLine() {
        if (elements.isEmpty()) {
            return List.of();
        }
        boolean enough = isLong();
        int end = elements.size() - 1;
        String last = elements.get(end);
        char letter = last.charAt(last.length() - 1);
        if (Letters.isHan(letter)) {
            elements.add("，");
        } else if (Letters.isLatin(letter)) {
            elements.set(end, last + ".");
        }
        return enough ? flush() : List.of();
    }

    private List<String> flush() {
        String text = joined();
        elements.clear();
        if (!Letters.isSpeakable(text)) {
            return List.of();
        }
        flushes++;
        return cutter.cut(text);
    }

    /** Words are parted by spaces, Chinese characters are not. */
    private String joined() {
        StringBuilder text = new StringBuilder();
        for (String element : elements) {
            boolean parted =
                    !text.isEmpty()
                            && !isWide(text.charAt(text.length() - 1))
                            && !isWide(element.charAt(0));
            text.append(parted ? " " : "").append(element);
        }
        return text.toString();
    }
}
