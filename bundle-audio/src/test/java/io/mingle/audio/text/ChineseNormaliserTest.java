package io.mingle.audio.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.text.ChineseNormaliser.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChineseNormaliserTest {

    /** What the published code makes of texts; a pair is parted by an arrow. */
    private static final List<String> PUBLISHED =
            List.of(
                    "3 cats→三 cats",
                    "2023-01-02→二零二三年一月二日",
                    "8:30-12:30→八点半至十二点半",
                    "12:05:09→十二点零五分零九秒",
                    "2:00→两点",
                    "¥12.50→十二点五人民币",
                    "$1,234.5→一千二百三十四点五美元",
                    "99.5%→百分之九十九点五",
                    "20%-30%→百分之二十至百分之三十",
                    "-3°C→零下三度",
                    "3/4→四分之三",
                    "140/90mmHg→一百四十每九十毫米汞柱",
                    "13812345678→幺三八幺二三四五六七八",
                    "010-12345678→零幺零至幺二三四五六七八",
                    "10~20个→十至二十个",
                    "-10到-5→负十到负五",
                    "3.14→三点一四",
                    "-0.5→负零零点五",
                    "2个人→两个人",
                    "20多岁→二十多岁",
                    "2万5千人→两万五千人",
                    "10500元→一万零五百元",
                    "1005元→一千零五元",
                    "100→幺零零",
                    "10000→幺零零零零",
                    "007→零零七",
                    "12,345,678→幺二三四五六七八",
                    "1 和 12→一 和 一",
                    "2个和12个→两个和一两个",
                    "50㎡→五十平方米",
                    "5ml→五毫升",
                    "x=3→x等于三",
                    "100元-200元→一百元至两百元",
                    "浙A12→浙A幺二",
                    "220V→二二零V",
                    "I'm fine, thanks.→Im fine， thanks",
                    "well-known fact→wellknown fact",
                    "Hello world. How are you?→Hello world How are you？",
                    "你好！（测试）：第1、第2；完。→你好！测试，第一，第二。完。",
                    "A/B→A每B",
                    "No.1→No零点一",
                    "真的…………吗→真的。吗",
                    "“好”—不→好不",
                    "3:2→三，二",
                    "é→",
                    "2万→两万",
                    "2百→两百",
                    "02:00→二点",
                    "0:05→零点零五分",
                    "12:00:05→十二点零五秒",
                    "12:30:00→十二点三十分",
                    "-20%→负百分之二十",
                    "-3/4→负四分之三",
                    "5摄氏度→五摄氏度",
                    "+86 13812345678→八六，幺三八幺二三四五六七八",
                    "4001234567→四零零幺二三四五六七",
                    "400-123-4567→四零零至幺二三至四五六七",
                    "1~-5→一到负五",
                    "-1.5→负一零点五",
                    "2至5个→二至五个",
                    "20+个→二十多个",
                    "22000元→两万二千元",
                    "0.0→零",
                    "2020年2月12日→二零二零年二月十二日",
                    "2023/1/2→二零二三年一月二日",
                    "100RMB→一百人民币",
                    "¥ 5→ 五",
                    "京A88888→京A八八八八八",
                    "2公斤→二公斤",
                    "2千克→两千克",
                    "20000002元→二零零零零零零二元",
                    "10010块→一万零一十块",
                    "110个→一百一十个",
                    "1002000元→一百万二千元",
                    "15:00-16:30→十五点至十六点半");

    @Test
    void inReferenceModeItSaysWhatThePublishedCodeSays() {
        TextNormaliser normaliser = new ChineseNormaliser(Mode.REFERENCE);
        for (String pair : PUBLISHED) {
            assertPair(normaliser, pair);
        }
    }

    @Test
    void numbersWithinOthersStayWhole() {
        TextNormaliser normaliser = new ChineseNormaliser(Mode.POSITIONAL);
        assertPair(normaliser, "1 和 12→一 和 十二");
        assertPair(normaliser, "2个和12个→两个和十二个");
        assertPair(normaliser, "-0.5→负零点五");
        assertPair(normaliser, "气温-3°C，１２人→气温零下三度，十二人");
    }

    private static void assertPair(TextNormaliser normaliser, String pair) {
        String[] both = pair.split("→", -1);
        assertEquals(both[1], normaliser.normalise(both[0]), both[0]);
    }
}
