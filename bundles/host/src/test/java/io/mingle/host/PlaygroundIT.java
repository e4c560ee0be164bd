package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page that {@code mingle serve} shows, in a browser, with the model that reads and looks. */
@Timeout(300)
class PlaygroundIT {

    private static final Path DEMO =
            Path.of("../nano/src/main/resources/demo").toAbsolutePath().normalize();

    /** A line of text in a picture, and nano's answer to the demo's question about it. */
    private static final Path LINE = DEMO.resolve("read-known-fonts-1.png");

    private static final String WRITTEN = "REH-829 $76.";

    /** Where the yellow star is in this picture, in thousandths: left, top, right, bottom. */
    private static final Path SHAPES = DEMO.resolve("look-all-1.png");

    private static final List<Double> STAR = List.of(248.0, 186.0, 418.0, 307.0);

    @TempDir private static Path folder;
    private static Path skills;
    private static Path painters;
    private static ServedMingle server;
    private static String adminKey;
    private static Browser browser;

    @BeforeAll
    static void serve() throws Exception {
        Browser.assumeInstalled();
        skills = Files.createDirectories(folder.resolve("skills"));
        painters = Painters.write(folder, folder);
        adminKey =
                MingleProcess.run(folder, "key", "root", "--admin", "--file", "admins.txt")
                        .out()
                        .strip();
        server =
                new ServedMingle(
                        folder,
                        "--skills",
                        skills.toString(),
                        Painters.TRUST[0],
                        Painters.TRUST[1],
                        "--admin-keys",
                        "admins.txt",
                        "--admin-port",
                        "0");
        browser = new Browser(folder, "en");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void look() {
        browser.forget(server.address());
        browser.open(server.address(), 1280, 800);
        browser.find("#skill-open-grounding:enabled");
    }

    private void attach(Path file) {
        browser.find("#file").sendKeys(file.toString());
        browser.find("#attached img");
    }

    private void awaitAnswer() {
        browser.find(".turn.mingle:not(.busy)");
    }

    /** Returns how well a box that is drawn over a picture agrees with where it should be. */
    private double overlap(String frame, List<Double> expected) {
        return (Double)
                browser.run(
                        """
                        const image = document.querySelector(arguments[0] + ' img').getBoundingClientRect();
                        const box = document.querySelector(arguments[0] + ' .box').getBoundingClientRect();
                        const drawn = [(box.left - image.left) / image.width, (box.top - image.top) / image.height,
                            (box.right - image.left) / image.width, (box.bottom - image.top) / image.height];
                        const right = arguments[1].map(it => it / 1000);
                        const area = it => Math.max(0, it[2] - it[0]) * Math.max(0, it[3] - it[1]);
                        const shared = area([Math.max(drawn[0], right[0]), Math.max(drawn[1], right[1]),
                            Math.min(drawn[2], right[2]), Math.min(drawn[3], right[3])]);
                        return shared / (area(drawn) + area(right) - shared) + 0.000001;
                        """,
                        frame,
                        expected);
    }

    @Test
    void aQuestionIsAskedWithTheKeyboardAlone() {
        attach(LINE);
        for (int i = 0; i < 60 && !focused("question"); i++) {
            browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertTrue(focused("question"));
        browser.driver().switchTo().activeElement().sendKeys("Read the text.", Keys.ENTER);
        awaitAnswer();
        assertEquals(WRITTEN, browser.text(".turn.mingle .words"));
        assertEquals("Read the text.", browser.text(".turn.you p"));
        assertTrue(browser.text(".turn-note").matches("\\d+ tokens in .*"));
        assertEquals(WRITTEN, browser.find("#announce").getAttribute("textContent"));
        assertTrue(focused("question"));
        browser.assertQuiet();
    }

    private boolean focused(String id) {
        return id.equals(browser.driver().switchTo().activeElement().getAttribute("id"));
    }

    @Test
    void aPictureIsDroppedAndTheBoxOfTheAnswerIsDrawnOverIt() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(SHAPES));
        browser.run(
                """
                const bytes = Uint8Array.from(atob(arguments[0]), it => it.charCodeAt(0));
                const data = new DataTransfer();
                data.items.add(new File([bytes], 'shapes.png', {type: 'image/png'}));
                for (const type of ['dragenter', 'dragover', 'drop']) {
                  document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
                }
                """,
                base64);
        browser.awaitText("#attached", "shapes.png");
        browser.find("#question")
                .sendKeys(
                        "Where is the yellow star? Answer in [x0, y0, x1, y1] format.", Keys.ENTER);
        awaitAnswer();
        browser.find(".turn.mingle .box");
        assertTrue(overlap(".turn.mingle .frame", STAR) > 0.5);
        browser.assertQuiet();
    }

    @Test
    void whatIsFoundInAPictureIsBoxed() {
        attach(SHAPES);
        browser.find("#mode-grounding").click();
        browser.find("#question").sendKeys("yellow star", Keys.ENTER);
        awaitAnswer();
        assertEquals("yellow star", browser.text(".turn.mingle .box span"));
        assertTrue(overlap(".turn.mingle .frame", STAR) > 0.5);
        browser.assertQuiet();
    }

    @Test
    void aSkillIsCalledByTheFormOfItsSchema() {
        browser.find("#skill-open-grounding").click();
        browser.find("#skill-form input[type=file]").sendKeys(SHAPES.toString());
        browser.find("#skill-form textarea").sendKeys("yellow star");
        browser.find("#skill-form button.primary").click();
        browser.find("#skill-result .box");
        assertTrue(overlap("#skill-result .frame", STAR) > 0.5);
        browser.assertQuiet();
    }

    @Test
    void aSkillThatComesGoesBeforeOthersIsStoppedAndGivesItsPlaceBack() throws Exception {
        String before = browser.text("[data-name=speak] .about");
        Path jar = speaking();
        browser.find("#mode-speak:enabled").click();
        browser.find("#question").sendKeys("hello", Keys.ENTER);
        browser.awaitText(".turn.mingle .words", "hello hello");
        browser.awaitText("#running", "1");
        browser.await("tokens", () -> !browser.text("#tokens").equals("0"));
        browser.find("#stop").click();
        browser.awaitText(".turn-note", "Stopped.");
        browser.awaitText("#running", "0");

        Files.delete(jar);
        browser.awaitText("[data-name=speak] .about", before);
        browser.assertQuiet();
    }

    /** Brings a skill in the place of the one that speaks, and waits until it is shown. */
    private Path speaking() throws Exception {
        Path jar = skills.resolve("speak.jar");
        SkillJar.write(jar, "speak", SpeakingSkill.class);
        browser.awaitText("[data-name=speak] .about", "Speaks without an end.");
        return jar;
    }

    @Test
    void aSkillIsReplacedWhileAnAnswerStreams() throws Exception {
        String spoken = browser.text("[data-name=speak] .about");
        Path jar = speaking();
        browser.find("#mode-speak:enabled").click();
        browser.find("#question").sendKeys("hello", Keys.ENTER);
        browser.awaitText(".turn.mingle .words", "hello");
        browser.find("#skill-swap-grounding:enabled").click();
        browser.find("#ask-key[open]");
        browser.find("#key-value").sendKeys(adminKey, Keys.ENTER);
        browser.awaitText("#swap-outcome", "grounding was replaced");
        int before = browser.text(".turn.mingle .words").length();
        browser.await(
                "an answer that goes on",
                () -> browser.text(".turn.mingle .words").length() > before);
        browser.find("#stop").click();
        browser.awaitText(".turn-note", "Stopped.");
        Files.delete(jar);
        browser.awaitText("[data-name=speak] .about", spoken);
        browser.find("#skill-open-grounding:enabled");
        browser.assertQuiet();
    }

    @Test
    void aMaskIsLaidOverThePicture() throws Exception {
        Path jar = skills.resolve("masking.jar");
        SkillJar.write(jar, "masking", MaskingSkill.class);
        browser.find("#skill-open-masking:enabled").click();
        browser.find("#skill-form input[type=file]").sendKeys(SHAPES.toString());
        browser.find("#skill-form button.primary").click();
        browser.find("#skill-result .mask");
        Object shown =
                browser.run(
                        """
                        const mask = document.querySelector('#skill-result .mask');
                        const pixels = mask.getContext('2d').getImageData(0, 0, 2, 1).data;
                        const image = document.querySelector('#skill-result .frame img');
                        return [pixels[3], pixels[7] > 100 ? 1 : 0,
                            mask.clientWidth - image.clientWidth, mask.clientHeight - image.clientHeight];
                        """);
        assertEquals(List.of(0L, 1L, 0L, 0L), shown);
        Files.delete(jar);
        browser.assertQuiet();
    }

    /**
     * Returns what a skill says of itself, seen or not: another bundle may have one of the same
     * name, which says other things.
     */
    private String said(String skill) {
        return browser.all("[data-name=" + skill + "] .about").stream()
                .map(it -> it.getAttribute("textContent"))
                .collect(Collectors.joining());
    }

    private void awaitGone(String skill, String said) {
        browser.await(skill + " of before", () -> !said(skill).contains(said));
    }

    /** Lets the painters in for as long as something takes, and waits until they have gone. */
    private void painting(Runnable what) throws Exception {
        Path jar = Files.copy(painters, skills.resolve("painters.jar"));
        try {
            browser.await("the painters", () -> said("edit").contains("green"));
            browser.find("#mode-edit:enabled");
            what.run();
        } finally {
            Files.delete(jar);
        }
        awaitGone("edit", "green");
        browser.assertQuiet();
    }

    /** Returns red, green and blue of the middle of the picture that came last. */
    private Object colour() {
        return browser.run(
                """
                const all = document.querySelectorAll('.turn.mingle img.made');
                const image = all[all.length - 1];
                const canvas = document.createElement('canvas');
                canvas.width = image.naturalWidth;
                canvas.height = image.naturalHeight;
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                return [...context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data].slice(0, 3);
                """);
    }

    private void awaitPictures(int count) {
        browser.await(
                count + " pictures that can be saved",
                () -> browser.all(".turn.mingle:not(.busy) figure a[download]").size() == count);
    }

    @Test
    void aPictureIsDrawnWithPreviewsAndChangedFurther() throws Exception {
        painting(
                () -> {
                    browser.find("#mode-draw").click();
                    browser.find("#draw-size").sendKeys("80x60");
                    browser.find("#draw-steps").sendKeys("40");
                    browser.find("#draw-seed").sendKeys("200");
                    browser.find("#question").sendKeys("a blue field", Keys.ENTER);
                    browser.find(".turn.mingle.busy img.made");
                    browser.awaitText(".turn.mingle.busy .turn-note", "of 40, about");
                    awaitPictures(1);
                    assertEquals(List.of(0L, 0L, 200L), colour());
                    assertEquals(
                            80L,
                            browser.run("return document.querySelector('img.made').naturalWidth"));
                    browser.awaitText(".turn.mingle figcaption", "Seed 200");
                    assertEquals(
                            "Drawn: a blue field",
                            browser.find("#announce").getAttribute("textContent"));

                    browser.find("#mode-edit").click();
                    browser.find("#question").sendKeys("make it green", Keys.ENTER);
                    awaitPictures(2);
                    assertEquals(List.of(0L, 255L, 200L), colour());

                    browser.find(".turn.mingle figcaption .change").sendKeys(Keys.ENTER);
                    browser.awaitText("#attached", "mingle-1.png");
                    assertTrue(focused("question"));
                    assertTrue(browser.find("#mode-edit").isSelected());
                });
    }

    @Test
    void anAttachedPictureIsChangedAndWhatIsMissingIsSaid() throws Exception {
        painting(
                () -> {
                    browser.find("#mode-edit").click();
                    browser.find("#question").sendKeys("make it green", Keys.ENTER);
                    browser.awaitText("#problem", "one that is attached");
                    attach(SHAPES);
                    browser.find("#question").sendKeys(Keys.ENTER);
                    awaitPictures(1);
                    assertEquals("make it green", browser.text(".turn.you p"));
                    browser.find("#draw-size").sendKeys("huge");
                    browser.find("#question").sendKeys("again", Keys.ENTER);
                    browser.find("#draw-size:invalid");
                    assertTrue(focused("draw-size"));
                    assertEquals(1, browser.all(".turn.you").size());
                });
    }

    @Test
    void whatCanBeDrawnIsOfferedToBeTried() throws Exception {
        String sample = "#samples button:nth-child(4)";
        painting(
                () -> {
                    browser.await("a sample", () -> browser.find(sample).isDisplayed());
                    assertEquals("Edit make the star green", browser.text(sample));
                    browser.find(sample).click();
                    browser.awaitText("#attached", "sample-shapes.png");
                    assertTrue(browser.find("#mode-edit").isSelected());
                    browser.await("the focus", () -> focused("send"));
                    browser.find("#send").sendKeys(Keys.ENTER);
                    awaitPictures(1);
                });
    }

    @Test
    void aDrawingIsStoppedWithinAStep() throws Exception {
        painting(
                () -> {
                    browser.find("#mode-draw").click();
                    browser.find("#question").sendKeys("clouds " + Paint.ENDLESS, Keys.ENTER);
                    browser.awaitText(".turn-note", "of 1000, about");
                    browser.find("#stop").click();
                    browser.awaitText(".turn-note", "Stopped.");
                    browser.awaitText("#running", "0");
                });
    }

    @Test
    void aPhoneDrawsWithAllThatBelongsToIt() throws Exception {
        browser.size(360, 740);
        painting(
                () -> {
                    browser.find("#language").click();
                    browser.find("#mode-draw").click();
                    assertEquals("种子", browser.text("label[for=draw-seed]"));
                    browser.find("#question").sendKeys("a field");
                    browser.find("#send").click();
                    awaitPictures(1);
                    assertEquals("修改它", browser.text(".change"));
                    assertEquals(List.of(), Accessibility.outside(browser));
                    assertEquals(List.of(), Accessibility.nameless(browser, "body"));
                    assertEquals(List.of(), Accessibility.faint(browser));
                    browser.find("#language").click();
                });
    }

    @Test
    void whatIsToBeMarkedIsMaskedInThePictureOfBefore() throws Exception {
        Path jar = skills.resolve("segment.jar");
        SkillJar.write(jar, "segment", MaskingSkill.class);
        browser.awaitText("[data-name=segment] .about", "right half");
        browser.find("#mode-segment:enabled").click();
        attach(SHAPES);
        browser.find("#question").sendKeys("the right half", Keys.ENTER);
        browser.find(".turn.mingle .mask");
        browser.find("#question").sendKeys("again", Keys.ENTER);
        browser.await("two masks", () -> browser.all(".turn.mingle .mask").size() == 2);
        Files.delete(jar);
        awaitGone("segment", "right half");
        browser.assertQuiet();
    }

    @Test
    void whatIsSaidIsNeverTakenForHtml() {
        browser.find("#question").sendKeys("<img src=x><b>bold</b>", Keys.ENTER);
        awaitAnswer();
        assertEquals("<img src=x><b>bold</b>", browser.text(".turn.you p"));
        assertEquals(0, browser.all(".turn.you img, .turn.you b").size());
        browser.assertQuiet();
    }

    @Test
    void theMicrophoneIsRecordedAsWav() {
        browser.find("#record").click();
        browser.find("#record[aria-pressed=true]");
        browser.awaitText("#record", "(1 s)");
        browser.find("#record").click();
        browser.awaitText("#attached", "recording.wav");
        browser.await(
                "a sound that can be played",
                () ->
                        (Boolean)
                                browser.run(
                                        "return document.querySelector('#attached audio')"
                                                + ".duration > 0.5"));
        browser.find("#attached .remove").click();
        browser.await("nothing attached", () -> browser.all("#attached li").isEmpty());
        browser.assertQuiet();
    }

    /** What the browser's microphone of tests makes are clicks, which nobody takes for speech. */
    @Test
    void talkingOpensASessionThatTheSameButtonEnds() {
        browser.find("#talk").click();
        browser.find("#talk[aria-pressed=true]");
        browser.awaitText("#talk", "Stop talking");
        browser.find("#talk").click();
        browser.find("#talk:not([aria-pressed])");
        browser.awaitText("#talk", "Talk");
        assertEquals("", browser.text("#problem"));
        browser.assertQuiet();
    }

    @Test
    void languageAndColoursAreSwitchedAndKept() {
        browser.find("#language").click();
        assertEquals("发送", browser.text("#send"));
        assertEquals("zh-Hans", browser.find("html").getAttribute("lang"));
        Object light = browser.run("return getComputedStyle(document.body).backgroundColor");
        browser.find("#theme").click();
        browser.driver().navigate().refresh();
        browser.awaitText("#send", "发送");
        Object dark = browser.run("return getComputedStyle(document.body).backgroundColor");
        assertFalse(light.equals(dark), light + " " + dark);
        browser.find("#language").click();
        assertEquals("Send", browser.text("#send"));
        browser.assertQuiet();
    }

    @Test
    void aChineseBrowserIsSpokenToInChinese() {
        try (Browser chinese = new Browser(folder, "zh-CN")) {
            chinese.open(server.address(), 1280, 800);
            chinese.awaitText("#send", "发送");
        }
    }

    @Test
    void everythingHasANameAndCanBeRead() {
        attach(SHAPES);
        browser.find("#mode-grounding").click();
        browser.find("#question").sendKeys("yellow star", Keys.ENTER);
        awaitAnswer();
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(), Accessibility.nameless(browser, "body"));
            assertEquals(List.of(), Accessibility.faint(browser));
            browser.find("#theme").click();
        }
        browser.find("#skill-open-understanding").click();
        assertEquals(List.of(), Accessibility.nameless(browser, "dialog[open]"));
        assertEquals(List.of(), Accessibility.faint(browser));
    }

    @Test
    void aPhoneShowsAllOfItWithoutScrollingSideways() {
        browser.size(360, 740);
        for (String view : List.of("#view-side", "#view-chat")) {
            browser.find(view).click();
            assertEquals(
                    0L,
                    browser.run(
                            "return document.documentElement.scrollWidth"
                                    + " - document.documentElement.clientWidth"));
            assertEquals(List.of(), Accessibility.outside(browser));
        }
        attach(LINE);
        browser.find("#question").sendKeys("Read the text.");
        browser.find("#send").click();
        awaitAnswer();
        assertEquals(WRITTEN, browser.text(".turn.mingle .words"));
        assertEquals(List.of(), Accessibility.outside(browser));
    }

    @Test
    void whereKeysAreAskedForThePageAsksOnce() throws Exception {
        MingleProcess made =
                MingleProcess.run(folder, "key", "alice", "--file", folder + "/keys.txt");
        assertEquals(0, made.code(), made.err());
        try (ServedMingle keyed =
                new ServedMingle(folder, "--keys", folder.resolve("keys.txt").toString())) {
            browser.open(keyed.address(), 1280, 800);
            browser.find("#ask-key[open]");
            browser.find("#key-value").sendKeys("guess", Keys.ENTER);
            browser.awaitText("#ask-key-why", "not accepted");
            browser.find("#key-value").sendKeys(made.out().strip(), Keys.ENTER);
            browser.find("#skill-open-grounding:enabled");
            assertEquals(0, browser.all("#ask-key[open]").size());
            assertFalse(browser.find("#skill-swap-grounding").isEnabled());
            browser.awaitText("#swap-note", "this server has none open");
        }
    }
}
