package io.mingle.audio.detokenizer;

/**
 * Whose voice frames are to have.
 *
 * @param print a voice print
 * @param codes of what the speaker said; perhaps none
 * @param mel its frames, one for each code, [codes, mels] row by row
 */
public record FlowVoice(float[] print, int[] codes, float[] mel) {

    /** Returns a voice that is known by its print alone. */
    public static FlowVoice of(float[] print) {
        return new FlowVoice(print, new int[0], new float[0]);
    }
}
