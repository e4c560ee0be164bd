package io.mingle.trainer.internal.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.video.WatchOptions;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learnt of videos is what their bundle asks. */
class VideoPromptsTest {

    /** Returns a prompt of the bundle, which it keeps to itself. */
    private static String prompt(String name, Class<?>[] types, Object... values) throws Exception {
        Method method =
                Class.forName("io.mingle.video.internal.Prompts").getDeclaredMethod(name, types);
        method.setAccessible(true);
        return (String) method.invoke(null, values);
    }

    @Test
    void aQuestionIsAskedAsItIs() throws Exception {
        String question = "In which direction does the red circle move?";
        Class<?>[] types = {String.class, List.class};
        assertEquals(question, prompt("question", types, question, List.of()));
    }

    @Test
    void momentsAreAskedForInTheSameWordsAndFramesOfAFolderLastAsLong() throws Exception {
        Class<?>[] types = {String.class, double.class};
        assertEquals(
                prompt("when", types, "the red circle moves", 12.0),
                MotionQuestions.find("the red circle moves", 12));
        assertEquals(WatchOptions.USUAL.framesPerSecond(), MotionQuestions.RATE);
    }
}
