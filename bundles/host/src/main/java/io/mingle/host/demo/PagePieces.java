package io.mingle.host.demo;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.MingleException;
import io.mingle.json.MediaTarget;
import io.mingle.json.html.HtmlText;

/** Pieces of a page. */
final class PagePieces {

    private PagePieces() {}

    /** Writes a text with a class. */
    static String paragraph(String kind, String text) {
        return "<p class=\"" + kind + "\">" + HtmlText.escaped(text) + "</p>\n";
    }

    /** Writes a piece of content into the page itself; what cannot be read is told. */
    static String content(Content content) {
        if (content instanceof Text text) {
            return paragraph("text", text.text());
        }
        String address;
        try {
            address = HtmlText.escaped(MediaTarget.dataUrls().put("content", content));
        } catch (MingleException e) {
            return paragraph("failure", e.getMessage());
        }
        if (content instanceof Picture) {
            return "<img src=\""
                    + address
                    + "\" alt=\""
                    + HtmlText.escaped(name(content))
                    + "\">\n";
        }
        String player = content instanceof Sound ? "audio" : "video";
        return "<%1$s controls title=\"%2$s\" src=\"%3$s\"></%1$s>%n"
                .formatted(player, HtmlText.escaped(name(content)), address);
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
