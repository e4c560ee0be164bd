package io.mingle.audio.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts text without Chinese characters behind sentences, else behind commas, else behind words. */
public final class EnglishCutter implements TextCutter {

    /** Characters of a piece at most; a longer word stays whole. */
    private static final int LENGTH = 120;

    private static final List<Pattern> SEAMS =
            List.of(
                    Pattern.compile("(?<=[.!?]) "),
                    Pattern.compile("(?<=,) "),
                    Pattern.compile(" "));

    private final TextNormaliser normaliser = new EnglishNormaliser();

    @Override
    public List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        gather(normaliser.normalise(text), 0, pieces);
        return pieces.stream().filter(Letters::isSpeakable).toList();
    }

    /** Puts parts between seams of a kind together as far as they fit; cuts longer ones further. */
    private static void gather(String text, int kind, List<String> pieces) {
        StringBuilder piece = new StringBuilder();
        for (String part : SEAMS.get(kind).split(text)) {
            if (!piece.isEmpty() && piece.length() + 1 + part.length() > LENGTH) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            if (part.length() > LENGTH && kind + 1 < SEAMS.size()) {
                gather(part, kind + 1, pieces);
            } else {
                piece.append(piece.isEmpty() ? "" : " ").append(part);
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
    }
}
