package io.mingle.http.internal.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.Point;
import io.mingle.http.internal.ApiException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunUnderWayTest {

    private static ApprovalAsked asked(CompletableFuture<Boolean> answer) {
        return new ApprovalAsked(1, new Action.Tap(new Point(0.5, 0.5)), "It may pay.", answer);
    }

    /** After a replacement, the same step may be asked about with another action. */
    @Test
    void anAnswerThatComesLateIsNotTakenForTheNextQuestionOfItsStep() {
        RunUnderWay run = new RunUnderWay("pay", "sim", "somebody");
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        run.heard(asked(first));
        run.heard(asked(second));
        assertThrows(ApiException.class, () -> run.answer(1, true));
        assertFalse(second.isDone());
        assertEquals(2, run.asked());
        run.answer(2, true);
        assertTrue(second.join());
        assertThrows(ApiException.class, () -> run.answer(2, true));
    }
}
