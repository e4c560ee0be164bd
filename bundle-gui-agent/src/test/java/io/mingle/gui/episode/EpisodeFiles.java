package io.mingle.gui.episode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small made-up files in the forms of the public corpora. */
public final class EpisodeFiles {

    private EpisodeFiles() {}

    /**
     * Two episodes of the form of AITW and AITZ: home, tap, swipe, text, complete; then impossible.
     */
    public static Path aitw(Path folder) throws IOException {
        picture(folder, "a.png");
        String boxes = "\"[[40, 20, 20, 60], [100, 20, 20, 60]]\"";
        return file(
                folder,
                "aitw.json",
                "["
                        + String.join(
                                ",",
                                aitw("1", 6, "[-1.0, -1.0]", "[-1.0, -1.0]", "", "\"[]\""),
                                aitw("1", 4, "[0.25, 0.5]", "[0.26, 0.5]", "", boxes),
                                aitw("1", 4, "[0.7, 0.5]", "[0.2, 0.5]", "", "\"[]\""),
                                aitw("1", 3, "[-1.0, -1.0]", "[-1.0, -1.0]", "pizza", "\"[]\""),
                                aitw("1", 10, "[-1.0, -1.0]", "[-1.0, -1.0]", "", "\"[]\""),
                                aitw("2", 11, "[-1.0, -1.0]", "[-1.0, -1.0]", "", "\"[]\""))
                        + "]");
    }

    private static String aitw(
            String episode, int type, String touch, String lift, String text, String boxes) {
        return """
        {"episode_id": "%s", "instruction": "open the clock", "result_action_type": %s,
         "result_action_text": "%s", "result_touch_yx": "%s", "result_lift_yx": "%s",
         "ui_positions": %s, "image_path": "a.png"}
        """
                .formatted(episode, type, text, touch, lift, boxes);
    }

    /** An episode of the form of AndroidControl, one object a line. */
    public static Path androidControl(Path folder) throws IOException {
        picture(folder, "b.png");
        return file(
                folder,
                "control.jsonl",
                """
                {"episode_id": 7, "goal": "find a tea", "screenshots": ["b.png", "b.png", "b.png"], "screenshot_widths": [100, 100, 100], "screenshot_heights": [200, 200, 200], "step_instructions": ["open the shop", "go down", "go back"], "actions": ["{\\"action_type\\":\\"open_app\\",\\"app_name\\":\\"Shop\\"}", {"action_type":"scroll","direction":"down"}, {"action_type":"navigate_back"}]}
                """);
    }

    /** An episode of the form of GUICourse, with an action that is not known. */
    public static Path guiCourse(Path folder) throws IOException {
        picture(folder, "c.png");
        return file(
                folder,
                "course.json",
                """
                [{"uid": "uid_episode_1_step_0", "image_id": "c", "image_size": {"width": 100, "height": 200}, "question": "what is it?", "actions_label": {"name": "tap", "point": {"absolute": "<point>50, 50</point>", "related": "<point>0.5, 0.25</point>"}}},
                 {"uid": "uid_episode_1_step_1", "image_id": "c", "image_size": {"width": 100, "height": 200}, "question": "what is it?", "actions_label": {"name": "copy"}},
                 {"uid": "uid_episode_1_step_2", "image_id": "c", "image_size": {"width": 100, "height": 200}, "question": "what is it?", "actions_label": [{"name": "answer", "text": "a green tea"}]}]
                """);
    }

    /**
     * Three steps of the form of GUICourse, whose screenshots are in a Parquet file beside them:
     * that of the second step is red, of the first one green, of the third one blue.
     *
     * @param packed the name of the Parquet file, see {@link #published}
     */
    public static Path packedCourse(Path folder, String packed) throws IOException {
        Files.copy(published(packed), folder.resolve("test_images.parquet"));
        String step =
                """
                {"uid": "uid_episode_1_step_%1$s", "image_id": "uid_episode_1_step_%1$s", "image_size": {"width": 9, "height": 16}, "question": "what is it?", "actions_label": {"name": "answer", "text": "%1$s"}}
                """;
        return file(
                folder,
                "test_data.json",
                "[%s, %s, %s]".formatted(step.formatted(0), step.formatted(1), step.formatted(2)));
    }

    /** An episode of the form of AMEX. */
    public static Path amex(Path folder) throws IOException {
        picture(folder, "d.png");
        return file(
                folder,
                "amex.json",
                """
                [{"episode_id": "x", "instruction": "buy it", "steps": [
                  {"step_id": 0, "image_path": "d.png", "device_dim": [100, 200], "action": "TAP", "touch_coord": [50, 50], "lift_coord": [50, 50], "type_text": ""},
                  {"step_id": 1, "image_path": "d.png", "device_dim": [100, 200], "action": "TASK_COMPLETE"}]}]
                """);
    }

    /**
     * An episode of the form of AITZ as it is published: a file in a folder of its own, whose
     * screenshots are named from the folder of all episodes on, and spots with all their digits.
     *
     * @return the folder of all episodes
     */
    public static Path aitz(Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("google_apps/GOOGLE_APPS-1"));
        picture(own, "GOOGLE_APPS-1_0.png");
        file(
                own,
                "GOOGLE_APPS-1.json",
                "["
                        + aitw(
                                        "1",
                                        4,
                                        "[0.49836206436157227, 0.6069772839546204]",
                                        "[0.49669790267944336, 6.069772839546204e-01]",
                                        "",
                                        "\"[]\"")
                                .replace("a.png", "google_apps/GOOGLE_APPS-1/GOOGLE_APPS-1_0.png")
                        + "]");
        Files.writeString(folder.resolve("README.md"), "Episodes.");
        return folder;
    }

    /**
     * A small made-up file of the form in which a corpus is published. TFRecord was written by the
     * package tfrecord 1.14.6 of PyPI: {@code general-00000-of-00321} as AITW is, compressed by
     * gzip, and {@code android_control-00000-of-00020}, not compressed; in {@code
     * android_control-00001-of-00020} lies a tree that was written by the protocol buffers of
     * android_env, with a bar over an app that has a text, a button beyond the edge, a password and
     * something hidden.
     *
     * <p>Parquet was written by {@code DataFrame.to_parquet} of pandas 3.1.1 with pyarrow 26.0.1:
     * {@code course_images.parquet} as GUICourse has it, with elements and the names as the index,
     * by Snappy; {@code course_gzip.parquet} with a column of names and a group for each row;
     * {@code course_zstd.parquet}; {@code course_bytes.parquet} with the pictures themselves, by
     * LZ4; {@code course_bomb.parquet}, whose pictures are zeros without an end; and {@code
     * course_unnamed.parquet}, whose pictures have another name.
     */
    public static Path published(String name) {
        try {
            return Path.of(EpisodeFiles.class.getResource("/episodes/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void picture(Path folder, String name) throws IOException {
        BufferedImage image = new BufferedImage(100, 200, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
}
