package io.mingle.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

    private final Segment one = new Segment(null, 8);
    private final Segment other = new Segment(null, 8);

    @Test
    void pagesThatFollowOneAnotherAreOneRun() {
        List<Page> pages =
                List.of(
                        new Page(one, 2),
                        new Page(one, 3),
                        new Page(other, 4),
                        new Page(one, 5),
                        new Page(one, 4));
        assertEquals(
                List.of(
                        new Run(one, 64, 64),
                        new Run(other, 128, 32),
                        new Run(one, 160, 32),
                        new Run(one, 128, 32)),
                Run.of(pages));
    }

    @Test
    void aPartOfRunsBeginsAndEndsWithinThem() {
        List<Run> runs = List.of(new Run(one, 64, 64), new Run(other, 0, 32));
        assertEquals(List.of(new Run(one, 64, 64)), Run.between(runs, 0, 64));
        assertEquals(List.of(new Run(other, 0, 1)), Run.between(runs, 64, 65));
        assertEquals(
                List.of(new Run(one, 127, 1), new Run(other, 0, 3)), Run.between(runs, 63, 67));
        assertEquals(List.of(), Run.between(runs, 5, 5));
    }
}
