package io.mingle.host.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        Table table = new Table(List.of("NAME", "MEMORY", "STATE"));
        table.row(List.of("a", "13.4 MB", "active"));
        table.row(List.of("longer", "0 B", "resolved"));
        assertEquals(
                List.of(
                        "NAME     MEMORY  STATE",
                        "a       13.4 MB  active",
                        "longer      0 B  resolved"),
                table.toString().lines().toList());
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        Table table = new Table(List.of("A", "B"));
        assertThrows(IllegalArgumentException.class, () -> table.row(List.of("1")));
    }
}
