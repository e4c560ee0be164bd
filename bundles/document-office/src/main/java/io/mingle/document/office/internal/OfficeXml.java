package io.mingle.document.office.internal;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through the elements of a part, by their local names. A document type ends it: nothing is
 * declared, nothing fetched, nothing expanded.
 */
final class OfficeXml {

    private final OfficeZip zip;
    private final XMLStreamReader reader;
    private int event;

    OfficeXml(OfficeZip zip, byte[] content) {
        this.zip = zip;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("nothing is fetched");
                });
        try {
            reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        } catch (XMLStreamException e) {
            throw zip.damaged(e);
        }
    }

    /**
     * Goes on to the next event; false at the end. What stands there for older programs, and says
     * the same again, is left out (ECMA-376, part 3, mc:Fallback).
     */
    boolean next() {
        boolean more = advance();
        if (more
                && begins("Fallback")
                && String.valueOf(reader.getNamespaceURI()).contains("markup-compatibility")) {
            skip();
        }
        return more;
    }

    /** Goes to the end of the element that begins here. */
    void skip() {
        int depth = 1;
        while (depth > 0 && advance()) {
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
            depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        }
    }

    private boolean advance() {
        try {
            if (!reader.hasNext()) {
                return false;
            }
            event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw zip.declares();
            }
            return true;
        } catch (XMLStreamException | RuntimeException e) {
            if (e instanceof io.mingle.api.error.MingleException known) {
                throw known;
            }
            throw zip.damaged(e);
        }
    }

    boolean begins(String name) {
        return event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals(name);
    }

    /** Returns an attribute by its local name, or null. */
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Returns an attribute of a namespace that ends with something, or null. */
    String attribute(String namespaceEnd, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = String.valueOf(reader.getAttributeNamespace(i));
            if (reader.getAttributeLocalName(i).equals(name) && namespace.endsWith(namespaceEnd)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    boolean isTrue(String name) {
        String value = attribute(name);
        return "1".equals(value) || "true".equals(value);
    }

    int number(String name, int otherwise) {
        try {
            String value = attribute(name);
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Returns the characters of this event, if it is of characters. */
    String text() {
        boolean characters =
                event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE;
        return characters ? reader.getText() : "";
    }
}
