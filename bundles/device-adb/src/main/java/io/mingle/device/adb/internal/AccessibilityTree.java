package io.mingle.device.adb.internal;

import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What uiautomator has dumped.
 *
 * @param elements what is seen of it, from back to front; copied
 * @param typing whether a field for text has the focus
 */
record AccessibilityTree(List<ScreenElement> elements, boolean typing) {

    /** The most elements that are told; more is a list without an end. */
    private static final int MOST = 2000;

    private static final int DEEPEST = 200;

    /** How much of a text is told, in characters. */
    private static final int TOLD = 300;

    private static final Pattern BOUNDS =
            Pattern.compile("\\[(-?\\d{1,7}),(-?\\d{1,7})]\\[(-?\\d{1,7}),(-?\\d{1,7})]");

    AccessibilityTree {
        elements = List.copyOf(elements);
    }

    /** A node whose end has not come. */
    private static final class Open {
        final int index;
        final StringBuilder below = new StringBuilder();

        /**
         * @param index of its element; -1 if it has none
         */
        Open(int index) {
            this.index = index;
        }
    }

    /**
     * Reads a dump.
     *
     * @param display in whose pixels the dump is
     * @return what it has; empty if it cannot be read
     */
    static Optional<AccessibilityTree> read(byte[] xml, ScreenSize display) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return Optional.of(read(in, display));
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static AccessibilityTree read(XMLStreamReader in, ScreenSize display)
            throws XMLStreamException {
        List<ScreenElement> elements = new ArrayList<>();
        Deque<Open> path = new ArrayDeque<>();
        boolean typing = false;
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (path.size() >= DEEPEST) {
                    throw new XMLStreamException("deeper than " + DEEPEST);
                }
                Optional<ScreenElement> element =
                        elements.size() < MOST ? element(in, display) : Optional.empty();
                path.push(new Open(element.isPresent() ? elements.size() : -1));
                element.ifPresent(elements::add);
                typing |= is(in, "focused") && role(in).equals("field");
            } else if (event == XMLStreamReader.END_ELEMENT) {
                close(path, elements);
            }
        }
        return new AccessibilityTree(elements, typing);
    }

    /** What can be touched and says nothing itself says what stands in it. */
    private static void close(Deque<Open> path, List<ScreenElement> elements) {
        Open ended = path.pop();
        String text = ended.below.toString();
        if (ended.index >= 0) {
            ScreenElement own = elements.get(ended.index);
            if (own.text().isEmpty() && own.touchable() && !text.isEmpty()) {
                elements.set(
                        ended.index,
                        new ScreenElement(
                                own.role(),
                                shortened(text),
                                own.left(),
                                own.top(),
                                own.right(),
                                own.bottom(),
                                true));
            }
            text = own.text().isEmpty() ? text : own.text();
        }
        if (!path.isEmpty() && !text.isEmpty() && path.peek().below.length() < TOLD) {
            StringBuilder above = path.peek().below;
            above.append(above.length() == 0 ? "" : " ").append(text);
        }
    }

    private static Optional<ScreenElement> element(XMLStreamReader in, ScreenSize display) {
        String bounds = in.getAttributeValue(null, "bounds");
        Matcher edges = BOUNDS.matcher(bounds == null ? "" : bounds);
        if (!edges.matches()) {
            return Optional.empty();
        }
        double left = share(edges.group(1), display.width());
        double top = share(edges.group(2), display.height());
        double right = share(edges.group(3), display.width());
        double bottom = share(edges.group(4), display.height());
        boolean touchable = is(in, "clickable") || is(in, "long-clickable") || is(in, "checkable");
        String text = text(in);
        boolean seen = right > left && bottom > top && (touchable || !text.isEmpty());
        return seen
                ? Optional.of(
                        new ScreenElement(role(in), text, left, top, right, bottom, touchable))
                : Optional.empty();
    }

    private static double share(String pixels, int all) {
        return Math.max(0, Math.min(1, Integer.parseInt(pixels) / (double) all));
    }

    private static boolean is(XMLStreamReader in, String attribute) {
        return "true".equals(in.getAttributeValue(null, attribute));
    }

    /** Words of a password are nobody's but the device's. */
    private static String text(XMLStreamReader in) {
        String own = is(in, "password") ? null : in.getAttributeValue(null, "text");
        for (String text :
                new String[] {
                    own,
                    in.getAttributeValue(null, "content-desc"),
                    in.getAttributeValue(null, "hint")
                }) {
            if (text != null && !text.isBlank()) {
                return shortened(text.strip());
            }
        }
        return "";
    }

    private static String shortened(String text) {
        return text.length() > TOLD ? text.substring(0, TOLD) : text;
    }

    private static String role(XMLStreamReader in) {
        String type = String.valueOf(in.getAttributeValue(null, "class"));
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (name.endsWith("EditText") || name.endsWith("AutoCompleteTextView")) {
            return "field";
        }
        if (name.endsWith("Switch")
                || name.endsWith("SwitchCompat")
                || name.equals("ToggleButton")) {
            return "switch";
        }
        return switch (name) {
            case "CheckBox", "CheckedTextView" -> "checkbox";
            case "RadioButton" -> "radio";
            case "Button", "ImageButton" -> "button";
            case "SeekBar" -> "slider";
            case "TextView" -> "text";
            case "ImageView" -> "image";
            default -> is(in, "checkable") ? "checkbox" : "view";
        };
    }
}
