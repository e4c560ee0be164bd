package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportedFailureTest {

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void innermostErrorOfMingleIsFound() {
        Throwable broken =
                new BrokenModelException("The tensor a has shape [1, 2].\nExpected [2].");
        Throwable wrapped = new InvocationTargetException(new IllegalStateException("x", broken));
        MingleException error = ReportedFailure.typed(trace(wrapped)).orElseThrow();
        assertInstanceOf(BrokenModelException.class, error);
        assertEquals("The tensor a has shape [1, 2].\nExpected [2].", error.getMessage());
    }

    @Test
    void whatWasRefusedForWantOfMemoryIsThatStill() {
        Throwable refused = new MemoryRefusedException("gen asked for 5.", 5, 3, Map.of());
        assertEquals("memory-refused", ReportedFailure.typed(trace(refused)).orElseThrow().code());
    }

    @Test
    void anythingElseTellsItsInnermostCause() {
        Throwable error = new IllegalStateException("outer", new ArithmeticException("/ by zero"));
        assertTrue(ReportedFailure.typed(trace(error)).isEmpty());
        MingleException reported = ReportedFailure.untyped("io.mingle.Model", trace(error));
        assertInstanceOf(InternalException.class, reported);
        assertTrue(reported.getMessage().contains("io.mingle.Model"), reported.getMessage());
        assertTrue(
                reported.getMessage().contains("java.lang.ArithmeticException: / by zero"),
                reported.getMessage());
    }

    @Test
    void missingTraceIsNoFault() {
        assertTrue(ReportedFailure.typed(null).isEmpty());
        assertTrue(ReportedFailure.untyped("model", null).getMessage().contains("no reason"));
    }
}
