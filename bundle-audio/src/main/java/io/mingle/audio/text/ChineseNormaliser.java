package io.mingle.audio.text;

import io.mingle.audio.text.ChineseRules.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes text as it is spoken in Chinese (spec of the published model, talker, section 6.3). Of
 * what is not read, full stops, exclamation marks, question marks and commas stay alone.
 */
public final class ChineseNormaliser implements TextNormaliser {

    /** Where a number that was found is put into words. */
    public enum Mode {
        /** Where it was found. */
        POSITIONAL,
        /**
         * Wherever the same characters stand, within other numbers too: what the published code
         * does, for comparisons with it.
         */
        REFERENCE
    }

    /** A replacement of text. */
    private record Edit(Pattern pattern, String by) {

        static Edit of(String pattern, String by) {
            return new Edit(Pattern.compile(pattern), by);
        }
    }

    private static final List<Edit> BEFORE =
            List.of(
                    Edit.of("(?<=\\d),(?=\\d{3})", ""),
                    Edit.of("[\\t\\n\\r\\f]", "，"),
                    Edit.of("㎡", "m²"),
                    Edit.of("cm²", "平方厘米"),
                    Edit.of("m²", "平方米"),
                    Edit.of(">(?=\\d)", "大于"),
                    Edit.of("<(?=\\d)", "小于"),
                    Edit.of("=", "等于"),
                    Edit.of("(?<=\\d)ml(?![A-Za-z])", "毫升"),
                    Edit.of("(?<=\\d)mmHg(?![A-Za-z])", "毫米汞柱"),
                    Edit.of("(?<=元)-(?=\\d+(?:\\.\\d+)?元)", "至"));

    private static final List<Edit> AFTER =
            List.of(
                    Edit.of("…", "。"),
                    Edit.of("!", "！"),
                    Edit.of("\\?", "？"),
                    Edit.of("[,﹐:：、]", "，"),
                    Edit.of("[;；﹔｡]", "。"),
                    Edit.of("。+", "。"),
                    Edit.of("/", "每"),
                    Edit.of("_", " "),
                    Edit.of("[～~]+", "。"),
                    Edit.of("(?<=[^a-zA-Z])[-']+", "，"),
                    Edit.of("[-']+(?=[^a-zA-Z])", "，"),
                    Edit.of("[^。！？，" + Letters.HAN + "a-zA-Z ]", ""),
                    Edit.of("，+", "，"),
                    Edit.of(" +", " "));

    /** A minus belongs to the digits before the point alone. */
    private static final Rule NEGATIVE_DIGITS =
            Rule.of("-(\\d+)", it -> "负" + ChineseNumbers.cardinal(it.group(1)));

    private static final Rule NEGATIVE =
            Rule.of("-(\\d+(?:\\.\\d+)?)", it -> "负" + ChineseNumbers.number(it.group(1)));

    private final Mode mode;
    private final List<Rule> rest;

    public ChineseNormaliser(Mode mode) {
        this.mode = mode;
        rest = ChineseRules.rest(mode == Mode.REFERENCE ? NEGATIVE_DIGITS : NEGATIVE);
    }

    @Override
    public String normalise(String text) {
        String now = edited(narrow(text), BEFORE);
        now = spoken(now, ChineseRules.DATES);
        now = ChineseRules.RANGE.pattern().matcher(now).replaceAll("至");
        return edited(spoken(now, rest), AFTER);
    }

    /** Makes letters, digits and signs of full width those of ASCII. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char it = narrow.charAt(i);
            if (it == '\u3000') {
                narrow.setCharAt(i, ' ');
            } else if (it >= '\uff01' && it <= '\uff5e') {
                narrow.setCharAt(i, (char) (it - 0xfee0));
            }
        }
        return narrow.toString();
    }

    private static String edited(String text, List<Edit> edits) {
        String now = text;
        for (Edit edit : edits) {
            now = edit.pattern().matcher(now).replaceAll(edit.by());
        }
        return now;
    }

    private String spoken(String text, List<Rule> rules) {
        String now = text;
        for (Rule rule : rules) {
            now = mode == Mode.POSITIONAL ? inPlace(now, rule) : everywhere(now, rule);
        }
        return now;
    }

    private static String inPlace(String text, Rule rule) {
        return rule.pattern()
                .matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(rule.words().apply(it)));
    }

    private static String everywhere(String text, Rule rule) {
        String[] now = {text};
        rule.pattern()
                .matcher(text)
                .results()
                .forEach(it -> now[0] = now[0].replace(it.group(), rule.words().apply(it)));
        return now[0];
    }
}
