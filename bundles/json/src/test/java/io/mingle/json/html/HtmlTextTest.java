package io.mingle.json.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void whateverIsInATextStaysAText() {
        assertEquals(
                "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp; 你好 😀",
                HtmlText.escaped("<a b=\"c\" d='e'>&amp; 你好 😀"));
        assertEquals("a\n\tb", HtmlText.escaped("a\n\tb"));
    }

    @Test
    void whatHtmlCannotHaveIsReplaced() {
        assertEquals("\uFFFD\uFFFD\uFFFD\uFFFD", HtmlText.escaped("\u0000\u001B\u0085\uD800"));
    }
}
