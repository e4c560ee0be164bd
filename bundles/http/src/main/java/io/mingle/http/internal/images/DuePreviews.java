package io.mingle.http.internal.images;

import io.mingle.api.drawing.PicturePreview;

/** Chooses among the previews of a picture: more may come than were asked for. */
public final class DuePreviews {

    private final int most;
    private int sent;

    /**
     * @param most how many are sent
     */
    public DuePreviews(int most) {
        this.most = most;
    }

    /**
     * Tells whether one is to be sent: they are spread evenly, and the last would be the picture
     * itself.
     */
    public boolean isDue(PicturePreview preview) {
        return sent < most
                && preview.step() < preview.of()
                && preview.step() * (most + 1) >= preview.of() * (sent + 1);
    }

    /** Counts one that is sent, and returns its number, from 0. */
    public int next() {
        return sent++;
    }
}
