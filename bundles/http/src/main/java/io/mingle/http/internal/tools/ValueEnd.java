package io.mingle.http.internal.tools;

/** Finds the end of a JSON value that comes in pieces and is valid. For one thread. */
final class ValueEnd {

    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean begun;
    private boolean found;

    /** Returns how much of the next piece belongs to the value. */
    int find(CharSequence piece) {
        int at = 0;
        while (at < piece.length() && !found) {
            if (!takes(piece.charAt(at))) {
                found = true;
                return at;
            }
            at++;
        }
        return at;
    }

    boolean isFound() {
        return found;
    }

    private boolean takes(char next) {
        if (inText) {
            inText = escaped || next != '"';
            escaped = !escaped && next == '\\';
            found = !inText && depth == 0;
            return true;
        }
        boolean outside = depth == 0 && begun;
        if (outside && (next == ',' || next == '}' || Character.isWhitespace(next))) {
            return false;
        }
        begun = true;
        inText = next == '"';
        if (next == '{' || next == '[') {
            depth++;
        } else if (next == '}' || next == ']') {
            depth--;
            found = depth == 0;
        }
        return true;
    }
}
