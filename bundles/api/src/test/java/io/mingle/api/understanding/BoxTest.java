package io.mingle.api.understanding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BoxTest {

    private final Box box = new Box("a", 0, 0, 100, 100);

    @Test
    void placesAgreeByTheShareOfWhatTheyCoverTogether() {
        assertEquals(1, box.intersectionOverUnion(new Box("b", 0, 0, 100, 100)));
        assertEquals(0.6, box.intersectionOverUnion(new Box("b", 0, 0, 100, 60)));
        assertEquals(1 / 7.0, box.intersectionOverUnion(new Box("b", 50, 50, 150, 150)), 1e-12);
    }

    @Test
    void placesApartAndPlacesWithoutAnAreaDoNotAgree() {
        assertEquals(0, box.intersectionOverUnion(new Box("b", 200, 200, 300, 300)));
        assertEquals(0, box.intersectionOverUnion(new Box("b", 100, 0, 200, 100)));
        Box point = new Box("p", 1, 1, 1, 1);
        assertEquals(0, point.intersectionOverUnion(point));
    }
}
