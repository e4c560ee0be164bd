package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Statement;
import java.util.List;

/**
 * A small program in a subset of Python, run by Mingle itself: numbers, texts, lists, tuples,
 * dictionaries and sets, arithmetic and comparisons, {@code if}, {@code for}, {@code while},
 * functions, and some built-in functions and methods; docs/documents.md has the list.
 *
 * <p>A program reaches nothing but its own values: there are no imports, no files, no attributes
 * but the methods that are listed, no names with underscores, no Java. Steps, memory, depth and
 * time are bounded.
 */
public final class PythonProgram {

    private static final String ANSWER = "answer";

    private PythonProgram() {}

    /**
     * Runs a program.
     *
     * @param source its text
     * @param bounds how far it may go
     * @return the value of {@code answer}, as text; else what it printed, else the value of its
     *     last expression
     * @throws ProgramException if it cannot be read or run, has no result, or goes too far
     */
    public static String run(String source, Bounds bounds) throws ProgramException {
        Meter meter = new Meter(bounds);
        try {
            List<Statement> program = new Statements(Lexer.of(source)).program();
            Scope scope = new Scope(null, meter);
            Code.run(program, scope);
            return result(scope, meter);
        } catch (Fault e) {
            throw new ProgramException(e.getMessage());
        } catch (RuntimeException e) {
            // A program can do what nobody thought of; it ends nothing but itself.
            throw new ProgramException("it does what is not known here");
        } catch (StackOverflowError e) {
            throw new ProgramException("it is nested too deep");
        }
    }

    private static String result(Scope scope, Meter meter) {
        Object answer = scope.own(ANSWER);
        if (answer == null && !meter.printed().isEmpty()) {
            return meter.printed().strip();
        }
        Object value = answer == null ? scope.own(Statements.LAST) : answer;
        if (value == null || value == Values.NONE) {
            throw new Fault("it gives no value to 'answer' and prints nothing");
        }
        return Values.text(value, meter);
    }
}
