package io.mingle.gui.simulator.ui;

import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Toggle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws the screen of a phone. */
public final class Painter {

    private final Graphics2D graphics;
    private final Size size;
    private final Theme theme;
    private final Layout layout;
    private final Phone phone;
    private final Tracer tracer;

    private Painter(Graphics2D graphics, Phone phone, Size size, long look, Tracer tracer) {
        this.graphics = graphics;
        this.tracer = tracer;
        this.phone = phone;
        this.size = size;
        boolean dark = phone.state().settings().on().contains(Toggle.DARK);
        theme = Theme.of(look, dark);
        layout = Layout.of(phone, size);
    }

    /**
     * Draws.
     *
     * @param look the seed of the theme
     * @return a picture of the size, RGB
     */
    public static BufferedImage paint(Phone phone, Size size, long look) {
        return paint(phone, size, look, Tracer.NONE);
    }

    /**
     * Draws, and tells what is drawn where.
     *
     * @param look the seed of the theme
     * @param tracer is told of each letter that is not cut off
     * @return a picture of the size, RGB
     */
    public static BufferedImage paint(Phone phone, Size size, long look, Tracer tracer) {
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            new Painter(graphics, phone, size, look, tracer).screen();
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** Tells whether the fonts of this machine have the letters of a language. */
    public static boolean canWrite(Language language) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        return language == Language.EN
                ? font.canDisplayUpTo("Az") < 0
                : font.canDisplayUpTo("飞行模式") < 0;
    }

    private void screen() {
        if (layout.shown().secure()) {
            // As a window does that keeps what it shows from screenshots.
            return;
        }
        fill(theme.back(), new Rectangle(0, 0, size.width(), size.height()), 0);
        Shape all = graphics.getClip();
        for (Placed placed : layout.placed()) {
            boolean onDialog = layout.dialog() != null && isFirstOfDialog(placed);
            if (onDialog) {
                bars();
                fill(new Color(0, 0, 0, 140), new Rectangle(0, 0, size.width(), size.height()), 0);
                fill(theme.surface(), layout.dialog(), theme.round());
            }
            graphics.setClip(placed.seen());
            element(placed);
            graphics.setClip(all);
        }
        if (layout.dialog() == null) {
            bars();
        }
    }

    private boolean isFirstOfDialog(Placed placed) {
        return layout.dialog().contains(placed.bounds())
                && placed.element().role() == Element.Role.TEXT
                && placed.bounds().y == layout.dialog().y;
    }

    private void bars() {
        int height = size.letters(1.2);
        Rectangle status = new Rectangle(0, 0, size.width(), height);
        if (phone.ui().banner().isEmpty()) {
            write(Layout.time(phone), status, 0.8, theme.faint(), Align.LEFT, false);
            String marks = phone.state().settings().on().contains(Toggle.AIRPLANE) ? "✈" : "▮▮▮";
            write(marks, status, 0.8, theme.faint(), Align.RIGHT, false);
        }
        String title = layout.shown().title();
        if (!title.isEmpty() && phone.ui().banner().isEmpty()) {
            int bar = size.letters(2.4);
            Rectangle place =
                    new Rectangle(bar, height, size.width() - bar - size.letters(0.4), bar);
            write(title, place, 1.15, theme.text(), Align.LEFT, true);
        }
    }

    private void element(Placed placed) {
        Element element = placed.element();
        Rectangle bounds = placed.bounds();
        switch (element.role()) {
            case TEXT -> paragraph(placed, theme.text());
            case ROW -> row(element, bounds);
            case SWITCH -> toggle(element, bounds);
            case FIELD -> field(element, bounds);
            case BUTTON -> {
                fill(theme.accent(), inset(bounds, 0.1), theme.round());
                write(element.text(), bounds, 1, theme.onAccent(), Align.MIDDLE, true);
            }
            case TILE -> tile(element, bounds);
            case MINE, THEIRS -> bubble(placed, element.role() == Element.Role.MINE);
            case KEY -> {
                fill(theme.surface(), inset(bounds, 0.08), 0.2);
                write(element.text(), bounds, 1, theme.text(), Align.MIDDLE, false);
            }
            case CORNER -> {
                fill(theme.accent(), bounds, 0.4 + theme.round());
                graphics.setColor(theme.onAccent());
                icon(element.icon(), inset(bounds, 0.6));
            }
            case ICON -> {
                graphics.setColor(theme.text());
                icon(element.icon(), inset(bounds, 0.4));
            }
            case BANNER -> {
                fill(theme.accent(), bounds, theme.round());
                paragraph(placed, theme.onAccent());
            }
        }
    }

    private void row(Element element, Rectangle bounds) {
        fill(theme.surface(), bounds, theme.round() / 2);
        Rectangle inner = inset(bounds, 0.3);
        if (element.icon() != Icon.NONE) {
            graphics.setColor(theme.accent());
            int side = inner.height;
            icon(element.icon(), new Rectangle(inner.x, inner.y, side, side));
            inner.x += side + size.letters(0.4);
            inner.width -= side + size.letters(0.4);
        }
        int name = width(element.text(), 1);
        write(element.text(), inner, 1, theme.text(), Align.LEFT, false);
        int left = inner.width - name - size.letters(0.8);
        if (!element.detail().isEmpty() && left > size.letters(1)) {
            Rectangle rest =
                    new Rectangle(inner.x + name + size.letters(0.8), inner.y, left, inner.height);
            write(element.detail(), rest, 0.9, theme.faint(), Align.RIGHT, false);
        }
    }

    private void toggle(Element element, Rectangle bounds) {
        fill(theme.surface(), bounds, theme.round() / 2);
        Rectangle inner = inset(bounds, 0.4);
        int height = size.letters(1.1);
        int width = size.letters(2);
        Rectangle name = new Rectangle(inner);
        name.width -= width + size.letters(0.3);
        write(element.text(), name, 1, theme.text(), Align.LEFT, false);
        Rectangle track =
                new Rectangle(
                        inner.x + inner.width - width,
                        inner.y + (inner.height - height) / 2,
                        width,
                        height);
        fill(element.on() ? theme.accent() : theme.faint(), track, 1.1);
        int knob = height - 4;
        int x = element.on() ? track.x + width - knob - 2 : track.x + 2;
        fill(Color.WHITE, new Rectangle(x, track.y + 2, knob, knob), 1.1);
    }

    private void field(Element element, Rectangle bounds) {
        graphics.setColor(element.on() ? theme.accent() : theme.faint());
        graphics.setStroke(new BasicStroke(element.on() ? 3 : 1.5f));
        Rectangle box = inset(bounds, 0.15);
        graphics.drawRect(box.x, box.y, box.width, box.height);
        Rectangle inner = inset(bounds, 0.4);
        boolean empty = element.detail().isEmpty();
        String shown = element.on() ? element.detail() + "|" : element.detail();
        write(
                empty && !element.on() ? element.text() : shown,
                inner,
                1,
                empty && !element.on() ? theme.faint() : theme.text(),
                Align.LEFT,
                false);
    }

    private void tile(Element element, Rectangle bounds) {
        int side = size.letters(3);
        Rectangle icon =
                new Rectangle(
                        bounds.x + (bounds.width - side) / 2,
                        bounds.y + size.letters(0.5),
                        side,
                        side);
        fill(theme.accent(), icon, 0.4 + theme.round());
        graphics.setColor(theme.onAccent());
        icon(element.icon(), inset(icon, 0.4));
        Rectangle name =
                new Rectangle(
                        bounds.x,
                        icon.y + side,
                        bounds.width,
                        bounds.height - side - size.letters(0.5));
        write(element.text(), name, 0.9, theme.text(), Align.MIDDLE, false);
    }

    private void bubble(Placed placed, boolean mine) {
        Rectangle bounds = placed.bounds();
        int width = bounds.width * 3 / 4;
        Rectangle box =
                new Rectangle(
                        mine ? bounds.x + bounds.width - width : bounds.x,
                        bounds.y,
                        width,
                        bounds.height);
        fill(mine ? theme.accent() : theme.surface(), box, theme.round());
        paragraph(
                new Placed(placed.element(), box, placed.seen(), placed.lines()),
                mine ? theme.onAccent() : theme.text());
    }

    private void paragraph(Placed placed, Color colour) {
        int line = size.letters(1.4);
        Rectangle bounds = inset(placed.bounds(), 0.2);
        int y = bounds.y;
        for (String text : placed.lines()) {
            write(
                    text,
                    new Rectangle(bounds.x, y, bounds.width, line),
                    1,
                    colour,
                    Align.LEFT,
                    false);
            y += line;
        }
    }

    private enum Align {
        LEFT,
        MIDDLE,
        RIGHT
    }

    /** Writes in one line; letters become smaller until it fits. */
    private void write(
            String text,
            Rectangle bounds,
            double letters,
            Color colour,
            Align align,
            boolean bold) {
        int style = bold ? Font.BOLD : Font.PLAIN;
        int height = size.letters(letters);
        FontMetrics metrics = metrics(style, height);
        while (metrics.stringWidth(text) > bounds.width && height > 6) {
            height--;
            metrics = metrics(style, height);
        }
        int spare = bounds.width - metrics.stringWidth(text);
        int x =
                switch (align) {
                    case LEFT -> bounds.x;
                    case MIDDLE -> bounds.x + spare / 2;
                    case RIGHT -> bounds.x + spare;
                };
        int y = bounds.y + (bounds.height - metrics.getHeight()) / 2 + metrics.getAscent();
        graphics.setColor(colour);
        graphics.drawString(text, x, y);
        if (tracer != Tracer.NONE) {
            trace(text, x, y, metrics);
        }
    }

    private void trace(String text, int x, int y, FontMetrics metrics) {
        double left = x;
        double top = y - 0.8 * metrics.getAscent();
        double height = y + metrics.getDescent() - top;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int letter = text.codePointAt(i);
            int width = metrics.charWidth(letter);
            Rectangle2D bounds = new Rectangle2D.Double(left, top, width, height);
            if (isSeen(bounds)) {
                tracer.letter(letter, bounds);
            }
            left += width;
        }
    }

    private boolean isSeen(Rectangle2D bounds) {
        Shape clip = graphics.getClip();
        return clip == null || clip.contains(bounds.getCenterX(), bounds.getCenterY());
    }

    private void icon(Icon icon, Rectangle bounds) {
        Icons.draw(graphics, icon, bounds);
        if (tracer != Tracer.NONE && isSeen(bounds)) {
            tracer.icon(icon, bounds);
        }
    }

    private int width(String text, double letters) {
        return metrics(Font.PLAIN, size.letters(letters)).stringWidth(text);
    }

    private FontMetrics metrics(int style, int height) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, height));
        return graphics.getFontMetrics();
    }

    private Rectangle inset(Rectangle bounds, double letters) {
        int by = size.letters(letters);
        return new Rectangle(
                bounds.x + by, bounds.y + by, bounds.width - 2 * by, bounds.height - 2 * by);
    }

    private void fill(Color colour, Rectangle bounds, double round) {
        int arc = size.letters(round);
        graphics.setColor(colour);
        if (arc < 2) {
            graphics.fillRect(bounds.x, bounds.y, bounds.width, bounds.height);
            return;
        }
        // Ovals in the corners alone: smoothing the whole takes most of the time of a screen.
        int half = Math.min(arc, Math.min(bounds.width, bounds.height)) / 2;
        int right = bounds.x + bounds.width - 2 * half;
        int bottom = bounds.y + bounds.height - 2 * half;
        graphics.fillOval(bounds.x, bounds.y, 2 * half, 2 * half);
        graphics.fillOval(right, bounds.y, 2 * half, 2 * half);
        graphics.fillOval(bounds.x, bottom, 2 * half, 2 * half);
        graphics.fillOval(right, bottom, 2 * half, 2 * half);
        graphics.fillRect(bounds.x + half, bounds.y, bounds.width - 2 * half, bounds.height);
        graphics.fillRect(bounds.x, bounds.y + half, bounds.width, bounds.height - 2 * half);
    }
}
