package io.mingle.host.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.skill.SkillResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPageTest {

    private static final String HOSTILE = "</p><script>alert('${model}')</script>";

    private static String html(CaseReport... cases) {
        return new DemoPage("mine", "today", "All.", List.of("A & B"), List.of(cases)).html();
    }

    @Test
    void whatIsInATextStaysAText() {
        Picture picture = new Picture("\"><b>.png", new byte[] {1});
        String page =
                html(
                        new CaseReport(
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                Map.of("question", HOSTILE, "picture", picture),
                                DemoOutcome.of(SkillResult.text(HOSTILE)).expecting(HOSTILE, false),
                                "",
                                Duration.ofMillis(300)));
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("<b>"), page);
        assertTrue(page.contains("&lt;script&gt;alert(&#39;${model}&#39;)"), page);
        assertTrue(page.contains("A &amp; B"), page);
    }

    @Test
    void failuresAreShownLikeSuccessesWithTheirPictures() {
        Picture picture = new Picture("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'});
        Map<String, Object> arguments = Map.of("picture", picture);
        String page =
                html(new CaseReport("d", "t", "s", arguments, null, "It broke.", Duration.ZERO));
        assertTrue(page.contains("<article class=\"failed\">"), page);
        assertTrue(page.contains("It broke."), page);
        assertTrue(page.contains("src=\"data:image/png;base64,iVBORw0K\""), page);
    }
}
