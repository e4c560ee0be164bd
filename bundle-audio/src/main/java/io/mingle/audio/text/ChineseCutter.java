package io.mingle.audio.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts text into pieces that are spoken at a time (spec of the published model, talker, section
 * 6.2).
 */
public final class ChineseCutter implements TextCutter {

    /** How long a piece becomes, about, in Chinese characters. */
    private static final int LENGTH = 50;

    /** A part that is shorter does not follow a full stop within a piece. */
    private static final int SHORT = 5;

    private static final String MARKS = "！？，。!?,.";

    private final TextNormaliser normaliser;

    /**
     * @param normaliser what text goes through first
     */
    public ChineseCutter(TextNormaliser normaliser) {
        this.normaliser = normaliser;
    }

    /**
     * Returns the pieces of a text. They are counted in Chinese characters, so that English is cut
     * between sentences and at commas alone.
     *
     * @return none if nothing of it can be said
     */
    @Override
    public List<String> cut(String text) {
        String words = normaliser.normalise(text.replace('\n', ' ')).replace("。，", "。");
        List<String> pieces = words.length() <= LENGTH ? List.of(words) : gathered(parts(words));
        return pieces.stream()
                .map(piece -> piece.startsWith("，") ? piece.substring(1) : piece)
                .filter(Letters::isSpeakable)
                .toList();
    }

    private static List<String> parts(String words) {
        List<String> parts = new ArrayList<>();
        String marked = words.replace('.', '。').replace(',', '，');
        for (String sentence : split(marked, "。")) {
            parts.addAll(split(sentence, "，"));
        }
        return parts;
    }

    private static List<String> split(String text, String mark) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(mark)) {
            String stripped = part.strip();
            if (!stripped.isEmpty()) {
                boolean marked = MARKS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
                parts.add(marked ? stripped : stripped + mark);
            }
        }
        return parts;
    }

    private static List<String> gathered(List<String> parts) {
        List<String> pieces = new ArrayList<>();
        ToIntFunction<String> han = part -> (int) Letters.countHan(part);
        for (String whole : parts) {
            for (String part : shortened(whole, han)) {
                int last = pieces.size() - 1;
                if (last >= 0 && fits(pieces.get(last), han.applyAsInt(part))) {
                    pieces.set(last, pieces.get(last) + part);
                } else {
                    pieces.add(part.replaceFirst("^，+", ""));
                }
            }
        }
        return pieces;
    }

    private static boolean fits(String piece, int characters) {
        return piece.length() + characters <= LENGTH
                && !(piece.endsWith("。") && characters < SHORT);
    }

    private static List<String> shortened(String part, ToIntFunction<String> han) {
        if (han.applyAsInt(part) <= LENGTH) {
            return List.of(part);
        }
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < part.length(); at += LENGTH) {
            pieces.add(part.substring(at, Math.min(at + LENGTH, part.length())));
        }
        return pieces;
    }
}
