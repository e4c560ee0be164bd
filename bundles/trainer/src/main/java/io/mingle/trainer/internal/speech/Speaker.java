package io.mingle.trainer.internal.speech;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A voice of a program that speaks, and how it is set. No other programs are used: what is spoken
 * by those of another family tells how well a model hears voices that it cannot know.
 *
 * @param pitch 0 to 9; only of {@link Program#ESPEAK}
 * @param speed 0 to 9, 5 for the voice's own
 */
record Speaker(Program program, String voice, int pitch, int speed) {

    /** What speaks. */
    enum Program {
        ESPEAK("espeak-ng"),
        FLITE("flite");

        private final String command;

        Program(String command) {
            this.command = command;
        }

        String command() {
            return command;
        }
    }

    private static final List<String> ENGLISH =
            List.of(
                    "en-us",
                    "en-gb",
                    "en-gb-x-rp",
                    "en-gb-scotland",
                    "en-gb-x-gbclan",
                    "en-gb-x-gbcwmd",
                    "en-029");
    private static final List<String> VARIANTS =
            List.of(
                    "m1", "m2", "m3", "m4", "m5", "m6", "m8", "f1", "f2", "f3", "f5", "klatt",
                    "klatt4", "max", "linda", "steph", "adam", "anika", "edward", "rob", "zac",
                    "caleb", "david", "aunty", "boris", "paul");
    private static final List<String> HELD_VARIANTS =
            List.of("m7", "f4", "klatt2", "Andrea", "michael", "belinda", "john");
    private static final List<String> FLITE = List.of("slt", "kal16", "rms", "slt", "kal");
    private static final List<String> HELD_FLITE = List.of("awb");
    private static final int SETTINGS = 10;
    private static final int SPEAKERS = 160;

    /**
     * Draws one of a number of speakers, so that what they said can be kept.
     *
     * @param known whether it is one of those that are learnt from
     */
    static Speaker of(SplittableRandom random, Language language, boolean known) {
        return drawn(new SplittableRandom(random.nextInt(SPEAKERS)), language, known);
    }

    private static Speaker drawn(SplittableRandom random, Language language, boolean known) {
        if (language == Language.ENGLISH && random.nextInt(5) < 2) {
            return new Speaker(
                    Program.FLITE,
                    one(random, known ? FLITE : HELD_FLITE),
                    0,
                    2 + random.nextInt(7));
        }
        String base = language == Language.ENGLISH ? one(random, ENGLISH) : "cmn";
        String variant = one(random, known ? VARIANTS : HELD_VARIANTS);
        return new Speaker(
                Program.ESPEAK,
                base + "+" + variant,
                1 + random.nextInt(SETTINGS - 2),
                1 + random.nextInt(SETTINGS - 2));
    }

    private static String one(SplittableRandom random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Returns the command that writes a text as a WAV file. */
    List<String> command(String text, String file) {
        return switch (program) {
            case ESPEAK ->
                    List.of(
                            program.command(),
                            "-v",
                            voice,
                            "-p",
                            Integer.toString(10 * pitch + 5),
                            "-s",
                            Integer.toString(110 + 13 * speed),
                            "-b",
                            "1",
                            "-w",
                            file,
                            text);
            case FLITE ->
                    List.of(
                            program.command(),
                            "-voice",
                            voice,
                            "--setf",
                            "duration_stretch=" + (1.45 - 0.09 * speed),
                            "-t",
                            text,
                            "-o",
                            file);
        };
    }
}
