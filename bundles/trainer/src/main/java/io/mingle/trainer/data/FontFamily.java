package io.mingle.trainer.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The faces (regular, bold, italic, …) of one font design.
 *
 * @param name the family's name
 * @param faces at least one face
 */
public record FontFamily(String name, List<FontFace> faces) {

    /** Copies the list. */
    public FontFamily {
        faces = List.copyOf(faces);
        if (faces.isEmpty()) {
            throw new IllegalArgumentException(
                    "The font family " + name + " has no faces; leave it out.");
        }
    }

    /** Picks a face: upright and regular ones most often, then bold, then italic and the rest. */
    FontFace pick(SplittableRandom random) {
        double total = 0;
        for (FontFace face : faces) {
            total += face.weight();
        }
        double left = random.nextDouble() * total;
        for (FontFace face : faces) {
            left -= face.weight();
            if (left < 0) {
                return face;
            }
        }
        return faces.get(faces.size() - 1);
    }
}
