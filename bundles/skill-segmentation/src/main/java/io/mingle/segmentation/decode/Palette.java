package io.mingle.segmentation.decode;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours that several objects are told apart by: classes by their number, instances by
 * decreasing area, again from the first colour where there are more.
 *
 * @param colours one or more; copied
 */
public record Palette(List<Rgb> colours) {

    /** The usual colours. */
    public static final Palette USUAL =
            new Palette(
                    IntStream.of(
                                    0xe6194b, 0x3cb44b, 0xffe119, 0x0082c8, 0xf58230, 0x911eb4,
                                    0x46f0f0, 0xf032e6, 0xd2f53c, 0xfabed4, 0x008080, 0xdcbeff,
                                    0xaa6e28, 0xfffac8, 0x800000, 0xaaffc3, 0x808000, 0xffd7b4,
                                    0x000080, 0x808080)
                            .mapToObj(Rgb::of)
                            .toList());

    /** Copies the list. */
    public Palette {
        colours = List.copyOf(colours);
    }

    /** Returns the colour of a class or instance. */
    public Rgb colour(int number) {
        return colours.get(Math.floorMod(number, colours.size()));
    }

    /** Returns how many colours there are. */
    public int size() {
        return colours.size();
    }

    /** Returns L*, a*, b* of each colour. */
    float[][] lab() {
        return colours.stream().map(Lab::of).toArray(float[][]::new);
    }
}
