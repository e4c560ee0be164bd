package io.mingle.host.demo;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.MingleException;
import io.mingle.json.MediaTarget;

/** Pieces of a page. Whatever is in a text, it stays a text. */
final class Html {

    private Html() {}

    /** Escapes a text for its place between tags and in quoted attributes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        it -> {
                            switch (it) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(isAllowed(it) ? it : 0xFFFD);
                            }
                        });
        return escaped.toString();
    }

    /** HTML has no way to write control characters. */
    private static boolean isAllowed(int character) {
        return !Character.isISOControl(character) || character == '\n' || character == '\t';
    }

    /** Writes a text with a class. */
    static String paragraph(String kind, String text) {
        return "<p class=\"" + kind + "\">" + escaped(text) + "</p>\n";
    }

    /** Writes a piece of content into the page itself; what cannot be read is told. */
    static String content(Content content) {
        if (content instanceof Text text) {
            return paragraph("text", text.text());
        }
        String address;
        try {
            address = escaped(MediaTarget.dataUrls().put("content", content));
        } catch (MingleException e) {
            return paragraph("failure", e.getMessage());
        }
        if (content instanceof Picture) {
            return "<img src=\"" + address + "\" alt=\"" + escaped(name(content)) + "\">\n";
        }
        String player = content instanceof Sound ? "audio" : "video";
        return "<%1$s controls title=\"%2$s\" src=\"%3$s\"></%1$s>%n"
                .formatted(player, escaped(name(content)), address);
    }

    /** Returns what to call a piece of content. */
    static String name(Content content) {
        if (content instanceof Picture picture) {
            return picture.name();
        }
        if (content instanceof Sound sound) {
            return sound.name();
        }
        return content instanceof Video video ? video.name() : ((Text) content).text();
    }
}
