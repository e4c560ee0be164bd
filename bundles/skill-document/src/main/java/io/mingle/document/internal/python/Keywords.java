package io.mingle.document.internal.python;

import java.util.Map;
import java.util.Set;

/** Words that are no names. */
final class Keywords {

    static final Map<String, Object> CONSTANTS =
            Map.of("True", true, "False", false, "None", Values.NONE);

    /** What Python has and programs here do not. */
    static final Set<String> REFUSED =
            Set.of(
                    "import",
                    "from",
                    "class",
                    "with",
                    "try",
                    "except",
                    "finally",
                    "raise",
                    "global",
                    "nonlocal",
                    "yield",
                    "async",
                    "await",
                    "del",
                    "assert",
                    "match");

    static final Set<String> KEPT =
            Set.of(
                    "if",
                    "elif",
                    "else",
                    "for",
                    "while",
                    "in",
                    "is",
                    "not",
                    "and",
                    "or",
                    "lambda",
                    "def",
                    "return",
                    "break",
                    "continue",
                    "pass",
                    "import",
                    "from",
                    "class",
                    "with",
                    "try",
                    "except",
                    "finally",
                    "raise",
                    "global",
                    "nonlocal",
                    "yield",
                    "async",
                    "await",
                    "del",
                    "assert",
                    "True",
                    "False",
                    "None");

    private Keywords() {}
}
