package io.mingle.trainer.internal.speech;

import java.util.SplittableRandom;

/** Writes phrases as people may: with capitals, commas and a mark at the end. */
final class WrittenPhrase {

    private WrittenPhrase() {}

    /** Writes a phrase; commas make programs pause. */
    static String of(SplittableRandom random, Phrase phrase) {
        boolean english = phrase.language() == Language.ENGLISH;
        boolean marks = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < phrase.words().size(); i++) {
            if (i > 0) {
                boolean pause = marks && random.nextInt(4) == 0;
                text.append(pause ? english ? ", " : "，" : phrase.language().between());
            }
            text.append(phrase.words().get(i).in(phrase.language()));
        }
        if (english && random.nextBoolean()) {
            text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        }
        if (marks) {
            text.append(english ? "." : "。");
        }
        return text.toString();
    }
}
