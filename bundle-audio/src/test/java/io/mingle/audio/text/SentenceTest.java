package io.mingle.audio.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.audio.text.ChineseNormaliser.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final TextCutter CUTTER =
            new ChineseCutter(new ChineseNormaliser(Mode.REFERENCE));

    @Test
    void longEnglishIsCutAtCommas() {
        List<String> pieces =
                CUTTER.cut(
                        "The quick brown fox jumps over the lazy dog and then runs far away,"
                                + " because it was afraid of everything around it, even of its own"
                                + " shadow.");
        assertEquals(List.of(67, 69), pieces.stream().map(String::length).toList());
        assertTrue(pieces.get(0).endsWith("away，"), pieces.get(0));
    }

    @Test
    void whatIsShortBeginsAPieceBehindAFullStop() {
        List<String> pieces =
                CUTTER.cut("今天天气很好。是的。我们一起去公园散步吧，那里有很多花，也有很多人，大家都很开心，我也很开心，明天我们还要再去一次，好不好呢。");
        assertEquals("今天天气很好。", pieces.get(0));
        assertTrue(pieces.get(1).startsWith("是的。我们一起"), pieces.get(1));
    }

    @Test
    void whatHasNoMarksIsCutWhereItHasTo() {
        List<String> pieces = CUTTER.cut("好".repeat(120));
        assertEquals(List.of(50, 50, 21), pieces.stream().map(String::length).toList());
    }

    @Test
    void englishIsCutBehindSentencesElseCommasElseWords() {
        TextCutter cutter = TextCutter.byLanguage();
        String half = "word ".repeat(11).strip();
        assertEquals(List.of(half + ". " + half + "?"), cutter.cut(half + ". " + half + "?"));
        assertEquals(
                List.of(half + ".", half + ", " + half + "."),
                cutter.cut(half + ". " + half + ", " + half + "."));
        assertEquals(List.of("word ".repeat(24).strip(), "word"), cutter.cut("word ".repeat(25)));
        assertEquals(List.of("两个。"), cutter.cut("2个。"));
    }

    @Test
    void nothingToSayMakesNoPiece() {
        assertEquals(List.of(), CUTTER.cut("…… — ()"));
        assertEquals(List.of(), CUTTER.cut(""));
    }

    @Test
    void aHundredThousandCharactersAreCut() {
        assertEquals(2000, CUTTER.cut("好".repeat(100_000)).size());
        List<String> english = new EnglishCutter().cut("It is 5. ".repeat(11_111));
        assertTrue(english.size() > 500, () -> english.size() + " pieces");
    }

    @Test
    void piecesComeAsSoonAsAMarkFollowsEnoughText() {
        SentenceAccumulator text = new SentenceAccumulator(CUTTER);
        assertEquals(List.of(), text.add("今天，天气真的"));
        assertEquals(List.of(), text.add("非常好"));
        assertEquals(List.of("今天，天气真的非常好啊啊，"), text.add("啊啊，"));
        assertEquals(List.of(), text.add("我们去，"));
        assertEquals(List.of("我们去，公园里散步吧。"), text.add("公园里散步吧。"));
        assertEquals(List.of(), text.add("好"));
        assertEquals(List.of("好"), text.end());
    }

    @Test
    void wordsThatComeInPartsStayWhole() {
        SentenceAccumulator text = new SentenceAccumulator(new EnglishCutter());
        List<String> pieces = new ArrayList<>();
        for (char it : "The dis tance is 3.14 metres\nand no more".toCharArray()) {
            pieces.addAll(text.add(Character.toString(it)));
        }
        pieces.addAll(text.end());
        assertEquals(List.of("The dis tance is three point one four metres. and no more"), pieces);
    }

    @Test
    void aTextWithoutAWordSaysNothing() {
        SentenceAccumulator text = new SentenceAccumulator(CUTTER);
        assertEquals(List.of(), text.add("\n\n ... —— \n"));
        assertEquals(List.of(), text.end());
    }
}
