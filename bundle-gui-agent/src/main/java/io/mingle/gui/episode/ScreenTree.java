package io.mingle.gui.episode;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.mingle.api.gui.device.ScreenElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What AndroidControl knows of a screen: an {@code AndroidAccessibilityForest}, whose protocol
 * buffers are those of android_env's {@code proto/a11y}.
 *
 * @param boxes where the windows and all that is in them are, in their order: one lies in the
 *     other, the outermost around all. Copied
 * @param elements what is seen of it and says or does something, from back to front; copied
 */
public record ScreenTree(List<Area> boxes, List<ScreenElement> elements) {

    /** What is known of a screen without such a tree. */
    public static final ScreenTree NONE = new ScreenTree(List.of(), List.of());

    /** The largest tree that is read, in bytes. Those of AndroidControl have some hundred KB. */
    private static final int MOST_BYTES = 4 << 20;

    /** How much of a text is told, in characters. */
    private static final int TOLD = 300;

    /** Copies the lists. */
    public ScreenTree {
        boxes = List.copyOf(boxes);
        elements = List.copyOf(elements);
    }

    /** The fields of {@code android_accessibility_window_info.proto}. */
    private static final class Window {
        static final int BOUNDS = 1;
        static final int LAYER = 4;
        static final int TREE = 11;
    }

    /** The fields of {@code android_accessibility_node_info.proto}. */
    private static final class Node {
        static final int BOUNDS = 2;
        static final int DESCRIPTION = 4;
        static final int TEXT = 7;
        static final int CHECKABLE = 12;
        static final int CLICKABLE = 14;
        static final int EDITABLE = 15;
        static final int LONG_CLICKABLE = 19;
        static final int PASSWORD = 20;
        static final int SCROLLABLE = 21;
        static final int VISIBLE = 23;
        static final int CHILDREN = 25;
    }

    /** The edges of something, in fractions of the screen; they may lie beyond it. */
    private record Box(double left, double top, double right, double bottom) {

        /** Reads what {@code rect.proto} has, in pixels. */
        static Box of(UnknownFieldSet edges, double width, double height) {
            return new Box(
                    number(edges, 1) / width,
                    number(edges, 2) / height,
                    number(edges, 3) / width,
                    number(edges, 4) / height);
        }

        Area area() {
            return new Area(left, top, right - left, bottom - top);
        }

        Box onScreen() {
            return new Box(share(left), share(top), share(right), share(bottom));
        }

        private static double share(double edge) {
            return Math.max(0, Math.min(1, edge));
        }
    }

    /**
     * Reads one.
     *
     * @param width of the screen in pixels
     * @param height of the screen in pixels
     * @throws IOException if the bytes are none, or too many
     */
    static ScreenTree of(ByteString bytes, int width, int height) throws IOException {
        if (bytes.size() > MOST_BYTES) {
            throw new IOException(bytes.size() + " bytes, and at most " + MOST_BYTES + " are read");
        }
        List<Area> boxes = new ArrayList<>();
        List<UnknownFieldSet> windows = messages(UnknownFieldSet.parseFrom(bytes), 1);
        for (UnknownFieldSet window : windows) {
            for (UnknownFieldSet box : messages(window, Window.BOUNDS)) {
                boxes.add(Box.of(box, width, height).area());
            }
            for (UnknownFieldSet node : nodes(window)) {
                for (UnknownFieldSet box : messages(node, Node.BOUNDS)) {
                    boxes.add(Box.of(box, width, height).area());
                }
            }
        }
        windows.sort(Comparator.comparingInt(it -> number(it, Window.LAYER)));
        List<ScreenElement> elements = new ArrayList<>();
        for (UnknownFieldSet window : windows) {
            for (UnknownFieldSet node : nodes(window)) {
                for (UnknownFieldSet box : messages(node, Node.BOUNDS)) {
                    element(node, Box.of(box, width, height).onScreen()).ifPresent(elements::add);
                }
            }
        }
        return new ScreenTree(boxes, elements);
    }

    private static List<UnknownFieldSet> nodes(UnknownFieldSet window) throws IOException {
        List<UnknownFieldSet> nodes = new ArrayList<>();
        for (UnknownFieldSet tree : messages(window, Window.TREE)) {
            nodes.addAll(messages(tree, 1));
        }
        return nodes;
    }

    private static Optional<ScreenElement> element(UnknownFieldSet node, Box box) {
        String description = text(node, Node.DESCRIPTION);
        boolean touchable =
                is(node, Node.CLICKABLE)
                        || is(node, Node.LONG_CLICKABLE)
                        || is(node, Node.CHECKABLE);
        boolean group =
                node.hasField(Node.CHILDREN)
                        && description.isEmpty()
                        && !touchable
                        && !is(node, Node.SCROLLABLE);
        String text = words(is(node, Node.PASSWORD) ? "" : text(node, Node.TEXT), description);
        boolean seen =
                is(node, Node.VISIBLE)
                        && !group
                        && box.right() > box.left()
                        && box.bottom() > box.top()
                        && (touchable || !text.isEmpty());
        return seen
                ? Optional.of(
                        new ScreenElement(
                                role(node, touchable),
                                text,
                                box.left(),
                                box.top(),
                                box.right(),
                                box.bottom(),
                                touchable))
                : Optional.empty();
    }

    private static String words(String text, String description) {
        if (text.isEmpty() || description.isEmpty() || text.equals(description)) {
            return text.isEmpty() ? description : text;
        }
        return text + " " + description;
    }

    private static String role(UnknownFieldSet node, boolean touchable) {
        if (is(node, Node.EDITABLE)) {
            return "field";
        }
        if (is(node, Node.CHECKABLE)) {
            return "checkbox";
        }
        return touchable ? "button" : "text";
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
            throws IOException {
        List<UnknownFieldSet> messages = new ArrayList<>();
        for (ByteString each : message.getField(field).getLengthDelimitedList()) {
            messages.add(UnknownFieldSet.parseFrom(each));
        }
        return messages;
    }

    private static int number(UnknownFieldSet message, int field) {
        List<Long> all = message.getField(field).getVarintList();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).intValue();
    }

    private static boolean is(UnknownFieldSet message, int field) {
        return number(message, field) != 0;
    }

    private static String text(UnknownFieldSet message, int field) {
        List<ByteString> all = message.getField(field).getLengthDelimitedList();
        String text = all.isEmpty() ? "" : all.get(all.size() - 1).toStringUtf8().strip();
        return text.length() > TOLD ? text.substring(0, TOLD) : text;
    }
}
