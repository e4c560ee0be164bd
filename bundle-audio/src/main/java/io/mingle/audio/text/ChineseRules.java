package io.mingle.audio.text;

import static io.mingle.audio.text.ChineseNumbers.cardinal;
import static io.mingle.audio.text.ChineseNumbers.dialled;
import static io.mingle.audio.text.ChineseNumbers.digits;
import static io.mingle.audio.text.ChineseNumbers.number;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What of a Chinese text is a number, in the order in which it is looked for (spec of the published
 * model, talker, section 6.3).
 */
final class ChineseRules {

    private static final String AMOUNT = "\\d+(?:\\.\\d+)?";
    private static final String CLOCK = "([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?";

    /** What is counted, and so has 两 of it for 二. */
    private static final String MEASURE =
            "(?:小时|公顷|平方|[cC]?m²?|[毫微千]?克|公分|[千分厘毫微]?米"
                    + "|(?:千万|百万|[亿万千百美])?[元块]|千万|百万|[亿万千百]"
                    + "|[丈世丘丝两个丸人代令件伏位元克冬出刀分刻勺匹升单卮厘双叠口只合名周啖回场块坡堂堆墙"
                    + "壳壶夏夜天头季客家寸对寻尺尾层山岁岭常幢年座张忽户所手扎打担挑捆撮支斗斛斤日旬时春曲更月本朵条"
                    + "杯板枝根桶棵次毛毫江泡溪炮点煲片瓶盆盏盒盘石砣碗碟秋种秒程窠笼管箩箱篮簋米粒纪线罐网罗群脚腔袋"
                    + "袭角课贯贴跳身辆辈道里针钟钧钱钵铢铺锅锱阙队阵面页顶颗首])";

    private ChineseRules() {}

    /**
     * A kind of number.
     *
     * @param pattern finds it
     * @param words reads what was found
     */
    record Rule(Pattern pattern, Function<MatchResult, String> words) {

        static Rule of(String pattern, Function<MatchResult, String> words) {
            return new Rule(Pattern.compile(pattern), words);
        }
    }

    /** Ranges, which are looked for between dates and the rest. */
    static final Rule RANGE = Rule.of("(?<=[\\d%])[-~](?=\\d)", it -> "至");

    static final List<Rule> DATES =
            List.of(
                    Rule.of(
                            "(\\d{4})年(?:(0?[1-9]|1[0-2])月)?(?:(0?[1-9]|[12]\\d|3[01])([日号]))?",
                            it ->
                                    digits(it.group(1))
                                            + "年"
                                            + counted(it, 2, "月")
                                            + counted(it, 3, it.group(4))),
                    Rule.of(
                            "(\\d{4})([- /._])(0?[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01]|[1-9])",
                            it ->
                                    digits(it.group(1))
                                            + "年"
                                            + counted(it, 3, "月")
                                            + counted(it, 4, "日")));

    /** All that comes after ranges. */
    static List<Rule> rest(Rule negative) {
        return List.of(
                Rule.of(CLOCK + "[-~]" + CLOCK, it -> clock(it, 1) + "至" + clock(it, 4)),
                Rule.of(CLOCK, it -> clock(it, 1)),
                Rule.of(
                        "([¥$])(" + AMOUNT + ")",
                        it -> number(it.group(2)) + (it.group(1).equals("$") ? "美元" : "人民币")),
                Rule.of("(" + AMOUNT + ")(?:RMB|rmb)", it -> number(it.group(1)) + "人民币"),
                Rule.of(
                        "(-?)(" + AMOUNT + ")(°C|℃|度|摄氏度)",
                        it ->
                                (it.group(1).isEmpty() ? "" : "零下")
                                        + number(it.group(2))
                                        + (it.group(3).equals("摄氏度") ? "摄氏度" : "度")),
                Rule.of(
                        "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领])([A-Za-z0-9]+)",
                        it -> it.group(1) + dialled(it.group(2))),
                Rule.of("(-?)(\\d+)/(\\d+)(mmHg|毫米汞柱)?", ChineseRules::fraction),
                Rule.of(
                        "(-?)(" + AMOUNT + ")%",
                        it -> sign(it.group(1)) + "百分之" + number(it.group(2))),
                Rule.of(
                        "(?<!\\d)(?:\\+?86 ?)?1(?:[38]\\d|5[0-35-9]|7[678]|9[89])\\d{8}(?!\\d)",
                        it -> dialled(it.group().replace("+", "").replace(" ", "，"))),
                Rule.of(
                        "(?<!\\d)(?:0(?:10|2\\d|[3-9]\\d{2})-?)?[1-9]\\d{7,8}(?!\\d)",
                        it -> dialled(it.group().replace("-", ""))),
                Rule.of(
                        "(?<!\\d)400-?\\d{3}-?\\d{4}(?!\\d)",
                        it -> dialled(it.group().replace("-", ""))),
                Rule.of(
                        "(-?)(" + AMOUNT + ")[-~](-?)(" + AMOUNT + ")",
                        it ->
                                sign(it.group(1))
                                        + number(it.group(2))
                                        + "到"
                                        + sign(it.group(3))
                                        + number(it.group(4))),
                negative,
                Rule.of("(-?)(\\d+\\.\\d+|\\.\\d+)", it -> sign(it.group(1)) + number(it.group(2))),
                Rule.of(
                        "(\\d+)([至~-]\\d+" + MEASURE + ")",
                        it -> cardinal(it.group(1)) + it.group(2)),
                Rule.of(
                        "(\\d+)([多余几来+]?)(" + MEASURE + ")",
                        it ->
                                (it.group(1).equals("2") ? "两" : cardinal(it.group(1)))
                                        + it.group(2).replace("+", "多")
                                        + it.group(3)),
                Rule.of("\\d{3,}", it -> dialled(it.group())),
                Rule.of("\\d+(?:\\.\\d+)?|\\.\\d+", it -> number(it.group())));
    }

    private static String counted(MatchResult match, int group, String unit) {
        return match.group(group) == null ? "" : cardinal(match.group(group)) + unit;
    }

    private static String sign(String minus) {
        return minus.isEmpty() ? "" : "负";
    }

    private static String fraction(MatchResult match) {
        String sign = sign(match.group(1));
        String upper = cardinal(match.group(2));
        String lower = cardinal(match.group(3));
        return match.group(4) == null
                ? sign + lower + "分之" + upper
                : sign + upper + "每" + lower + match.group(4);
    }

    /** Reads hour, minute and second, which are groups of their own from {@code first} on. */
    private static String clock(MatchResult match, int first) {
        String hour = match.group(first);
        String minute = match.group(first + 1);
        String second = match.group(first + 2);
        StringBuilder words = new StringBuilder(hour.equals("2") ? "两" : cardinal(hour));
        words.append("点");
        if (minute.equals("30") && second == null) {
            return words.append("半").toString();
        }
        words.append(padded(minute, "分"));
        return second == null ? words.toString() : words.append(padded(second, "秒")).toString();
    }

    private static String padded(String digits, String unit) {
        if (digits.equals("00")) {
            return "";
        }
        return (digits.startsWith("0") ? "零" : "") + cardinal(digits) + unit;
    }
}
