package io.mingle.broker.absence;

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
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class ReportedFailureTest {

    private static final ComponentDescriptionDTO MODEL = new ComponentDescriptionDTO();

    static {
        MODEL.name = "io.mingle.Model";
        MODEL.bundle = new BundleDTO();
        MODEL.bundle.symbolicName = "example.model";
        MODEL.bundle.version = "1.2.3";
    }

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
        MingleException reported = ReportedFailure.untyped(MODEL, trace(error));
        assertInstanceOf(InternalException.class, reported);
        assertTrue(reported.getMessage().contains("io.mingle.Model"), reported.getMessage());
        assertTrue(
                reported.getMessage().contains("java.lang.ArithmeticException: / by zero"),
                reported.getMessage());
    }

    @Test
    void missingTraceIsNoFault() {
        assertTrue(ReportedFailure.typed(null).isEmpty());
        assertTrue(ReportedFailure.untyped(MODEL, null).getMessage().contains("no reason"));
    }

    @Test
    void whatWasCompiledAgainstSomethingElseIsToldWhatToDo() {
        Throwable old = new InvocationTargetException(new NoSuchMethodError("'void a.B.c()'"));
        assertEquals(
                "The component io.mingle.Model of example.model 1.2.3 failed to start"
                        + " (java.lang.NoSuchMethodError: 'void a.B.c()'). It does not find what it"
                        + " was compiled against. Compile it against the versions that are"
                        + " installed, and import the packages that it uses.",
                ReportedFailure.untyped(MODEL, trace(old)).getMessage());
        assertEquals(
                "java.lang.NoClassDefFoundError: a/B. It does not find what it was compiled"
                        + " against. Compile it against the versions that are installed, and"
                        + " import the packages that it uses.",
                ReportedFailure.tell(new NoClassDefFoundError("a/B")));
    }
}
