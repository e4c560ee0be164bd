package io.mingle.trainer.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.data.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentMeasuresTest {

    private static final double EXACT = 1e-9;

    private static GridTable table(String... rows) {
        return GridTable.read(String.join("\n", rows));
    }

    @Test
    void likenessOfTablesCountsCellsRowsAndTexts() {
        GridTable table = table("| A | B |", "| --- | --- |", "| 1 | 2 |");
        assertEquals(List.of(List.of("A", "B"), List.of("1", "2")), table.rows());
        assertEquals(1, TreeDistance.likeness(table, table), EXACT);
        // Seven nodes each: a table, two rows, four cells.
        GridTable other = table("| A | B |", "| --- | --- |", "| 1 | 3 |");
        assertEquals(1 - 1 / 7.0, TreeDistance.likeness(table, other), EXACT);
        GridTable half = table("| A | B |", "| --- | --- |", "| 1 | 23 |");
        assertEquals(1 - 0.5 / 7, TreeDistance.likeness(table, half), EXACT);
        GridTable shorter = table("| A | B |");
        assertEquals(1 - 3 / 7.0, TreeDistance.likeness(table, shorter), EXACT);
        assertEquals(1 - 3 / 7.0, TreeDistance.likeness(shorter, table), EXACT);
        GridTable column = table("| A |", "| 1 |");
        assertEquals(1 - 2 / 7.0, TreeDistance.likeness(table, column), EXACT);
        assertEquals(1 / 7.0, TreeDistance.likeness(table, GridTable.read("nothing")), EXACT);
    }

    @Test
    void numbersMayBeFivePerCentOffAndWordsNot() {
        assertTrue(RelaxedAccuracy.isRight("40", "42"));
        assertTrue(RelaxedAccuracy.isRight("40", " 38.0 "));
        assertFalse(RelaxedAccuracy.isRight("40", "43"));
        assertFalse(RelaxedAccuracy.isRight("0", "1"));
        assertTrue(RelaxedAccuracy.isRight("JAN", "jan"));
        assertFalse(RelaxedAccuracy.isRight("JAN", "JUN"));
        assertFalse(RelaxedAccuracy.isRight("40", ""));
        assertFalse(RelaxedAccuracy.isRight("40", "NaN"));
    }

    @Test
    void linesOfAReceiptCountThatAreExactAndInOrder() {
        ReceiptTask task = new ReceiptTask();
        Turn turn = new Turn(DocumentPrompts.RECEIPT, "SHOP\nTEA 1.20\nTOTAL 1.20");
        Map<String, Amount> measured = task.measure(turn, "SHOP\nTEA 1.20\nTOTAL 1.20\n");
        assertEquals(new Amount(3, 3), measured.get("lines exact"));
        assertEquals(Amount.of(true), measured.get("right"));
        measured = task.measure(turn, "SHOP\nTEA 1.28\nTOTAL 1.20");
        assertEquals(new Amount(2, 3), measured.get("lines exact"));
        assertEquals(Amount.of(false), measured.get("right"));
        measured = task.measure(turn, "TEA 1.20\nSHOP\nTOTAL 1.20\nTOTAL 1.20");
        assertEquals(new Amount(2, 4), measured.get("lines exact"));
        assertEquals(new Amount(0, 3), task.measure(turn, "").get("lines exact"));
    }
}
