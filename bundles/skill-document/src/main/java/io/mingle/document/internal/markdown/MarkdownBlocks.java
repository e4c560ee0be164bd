package io.mingle.document.internal.markdown;

import io.mingle.api.document.BlockType;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Markdown, as the model writes it for a page, apart into blocks: headings, paragraphs,
 * lists, fenced text, formulas between {@code $$} or {@code \[ \]}, pipe tables, tables of HTML,
 * pictures. Whatever is none of these is a paragraph; nothing is lost but the marks.
 */
public final class MarkdownBlocks {

    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern FENCE = Pattern.compile("(```+|~~~+)\\s*(\\w*)\\s*");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,4}[.)])\\s+\\S.*");
    private static final Pattern RULE = Pattern.compile("\\s*([-*_])(\\s*\\1){2,}\\s*");

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private int at;

    private record Line(String text, int begin, int end) {}

    private MarkdownBlocks(String text) {
        this.text = text;
        int begin = 0;
        while (begin <= text.length()) {
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end;
            lines.add(new Line(text.substring(begin, end).stripTrailing(), begin, end));
            begin = end + 1;
        }
        unwrap();
    }

    /** Returns the blocks in their order; none if there is nothing. */
    public static List<Draft> of(String text) {
        MarkdownBlocks blocks = new MarkdownBlocks(text);
        blocks.all();
        return blocks.drafts;
    }

    /** An answer that is one fence of Markdown is what is in it. */
    private void unwrap() {
        int first = next(0, 1);
        int last = next(lines.size() - 1, -1);
        if (first >= last) {
            return;
        }
        Matcher open = FENCE.matcher(lines.get(first).text());
        boolean wraps =
                open.matches()
                        && List.of("", "md", "markdown", "html")
                                .contains(open.group(2).toLowerCase(Locale.ROOT))
                        && lines.get(last).text().strip().equals(open.group(1))
                        && lines.subList(first + 1, last).stream()
                                .noneMatch(it -> it.text().startsWith(open.group(1)));
        if (wraps) {
            lines.set(last, new Line("", lines.get(last).begin(), lines.get(last).end()));
            lines.set(first, new Line("", lines.get(first).begin(), lines.get(first).end()));
        }
    }

    private int next(int from, int step) {
        int line = from;
        while (line >= 0 && line < lines.size() && lines.get(line).text().isBlank()) {
            line += step;
        }
        return line;
    }

    private void all() {
        while (at < lines.size()) {
            String line = lines.get(at).text();
            if (line.isBlank() || RULE.matcher(line).matches()) {
                at++;
            } else {
                block(line.strip());
            }
        }
    }

    private void block(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher picture = PICTURE.matcher(line);
        Matcher fence = FENCE.matcher(line);
        if (heading.matches()) {
            add(BlockType.HEADING, heading.group(1).length(), heading.group(2), null, at + 1);
        } else if (picture.matches()) {
            add(BlockType.FIGURE, 0, picture.group(1).strip(), null, at + 1);
        } else if (fence.matches()) {
            int end = closing(at + 1, fence.group(1), true);
            add(BlockType.CODE, 0, joined(at + 1, end), null, Math.min(lines.size(), end + 1));
        } else if (line.startsWith("$$")) {
            formula("$$", "$$");
        } else if (line.startsWith("\\[")) {
            formula("\\[", "\\]");
        } else if (line.toLowerCase(Locale.ROOT).startsWith("<table")) {
            htmlTable();
        } else if (PipeTable.begins(texts(at, Math.min(lines.size(), at + 2)))) {
            int end = at;
            while (end < lines.size() && lines.get(end).text().contains("|")) {
                end++;
            }
            Table table = PipeTable.of(texts(at, end));
            add(BlockType.TABLE, 0, TableText.of(table), table, end);
        } else if (ITEM.matcher(line).matches()) {
            int end = at + 1;
            while (end < lines.size()
                    && !lines.get(end).text().isBlank()
                    && (ITEM.matcher(lines.get(end).text()).matches()
                            || lines.get(end).text().startsWith(" "))) {
                end++;
            }
            add(BlockType.LIST, 0, joined(at, end).strip(), null, end);
        } else {
            paragraph();
        }
    }

    private void paragraph() {
        int end = at + 1;
        while (end < lines.size() && !begins(end)) {
            end++;
        }
        add(BlockType.PARAGRAPH, 0, joined(at, end).strip(), null, end);
    }

    private boolean begins(int line) {
        String its = lines.get(line).text();
        return its.isBlank()
                || HEADING.matcher(its.strip()).matches()
                || FENCE.matcher(its.strip()).matches()
                || its.startsWith("$$")
                || its.startsWith("\\[")
                || its.toLowerCase(Locale.ROOT).startsWith("<table")
                || PICTURE.matcher(its.strip()).matches()
                || PipeTable.begins(texts(line, Math.min(lines.size(), line + 2)));
    }

    private void formula(String open, String close) {
        int begin = lines.get(at).begin() + lines.get(at).text().indexOf(open) + open.length();
        int close0 = text.indexOf(close, begin);
        int until = close0 < 0 ? text.length() : close0;
        int end = at;
        while (end < lines.size() && lines.get(end).begin() <= until) {
            end++;
        }
        add(BlockType.FORMULA, 0, text.substring(begin, until).strip(), null, end);
    }

    private void htmlTable() {
        int end = closing(at, "</table>", false);
        end = Math.min(lines.size(), end + 1);
        Optional<Table> table = HtmlTable.of(joined(at, end));
        if (table.isPresent()) {
            add(BlockType.TABLE, 0, TableText.of(table.get()), table.get(), end);
        } else {
            add(BlockType.PARAGRAPH, 0, joined(at, end).strip(), null, end);
        }
    }

    /** Returns the line that closes, or the number of lines. */
    private int closing(int from, String mark, boolean atStart) {
        int end = from;
        while (end < lines.size()
                && !(atStart
                        ? lines.get(end).text().strip().startsWith(mark)
                        : lines.get(end).text().toLowerCase(Locale.ROOT).contains(mark))) {
            end++;
        }
        return end;
    }

    private List<String> texts(int from, int to) {
        return lines.subList(from, to).stream().map(Line::text).toList();
    }

    private String joined(int from, int to) {
        return String.join("\n", texts(from, Math.max(from, to)));
    }

    private void add(BlockType type, int level, String its, Table table, int end) {
        drafts.add(
                new Draft(
                        type,
                        level,
                        its,
                        Optional.ofNullable(table),
                        lines.get(at).begin(),
                        lines.get(end - 1).end()));
        at = end;
    }
}
