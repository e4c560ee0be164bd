package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskResultLost$;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.List$;

class ProgressTest {

    @Test
    void aSentenceIsFoundWhateverWrapsIt() {
        TaskFailure failure = new TaskFailure("The model is not here.", new IOException("gone"));
        assertEquals("The model is not here.", sentence(failure));
        assertEquals(
                "The model is not here.", sentence(new RuntimeException("writing rows", failure)));
    }

    @Test
    void aCauseThatTheDriverCannotReadKeepsItsSentence() {
        ExceptionFailure failure =
                new ExceptionFailure(
                        TaskFailure.class.getName(),
                        "The model is not here.",
                        new StackTraceElement[0],
                        "",
                        Option.empty(),
                        List$.MODULE$.empty(),
                        List$.MODULE$.empty(),
                        List$.MODULE$.empty());
        assertEquals("The model is not here.", Progress.sentence(failure).orElseThrow());
    }

    @Test
    void ofOtherFailuresTheirCauseIsTold() {
        Exception full = new IOException("No space left on device");
        assertEquals(
                "java.io.IOException: No space left on device",
                sentence(new RuntimeException("writing rows\nat", full)));
    }

    @Test
    void aTaskThatHasNotFailedByItselfHasNone() {
        assertEquals(Optional.empty(), Progress.sentence(TaskResultLost$.MODULE$));
    }

    private static String sentence(Exception thrown) {
        return Progress.sentence(new ExceptionFailure(thrown, List$.MODULE$.empty())).orElseThrow();
    }
}
