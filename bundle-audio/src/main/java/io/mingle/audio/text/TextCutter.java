package io.mingle.audio.text;

import io.mingle.audio.text.ChineseNormaliser.Mode;
import java.util.List;

/** Makes of text the pieces that are spoken at a time, in words. */
@FunctionalInterface
public interface TextCutter {

    /**
     * Returns the pieces of a text.
     *
     * @return none if nothing of it can be said
     */
    List<String> cut(String text);

    /**
     * Returns a cutter that takes text with a Chinese character by the rules of Chinese, and other
     * text by those of English.
     */
    static TextCutter byLanguage() {
        TextCutter chinese = new ChineseCutter(new ChineseNormaliser(Mode.POSITIONAL));
        TextCutter english = new EnglishCutter();
        return text -> (Letters.hasHan(text) ? chinese : english).cut(text);
    }
}
