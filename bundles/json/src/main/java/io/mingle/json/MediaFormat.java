package io.mingle.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The format of an encoded file.
 *
 * @param extension of files of it, without the dot
 * @param mediaType as registered
 */
record MediaFormat(String extension, String mediaType) {

    /** How many bytes tell the format. */
    static final int HEAD = 64;

    /** What a file has at an offset, in ISO 8859-1. */
    private record Mark(int offset, String bytes, MediaFormat format) {

        boolean isIn(String head) {
            return head.startsWith(bytes, offset);
        }
    }

    private static final List<Mark> MARKS =
            List.of(
                    new Mark(0, "\u0089PNG\r\n", new MediaFormat("png", "image/png")),
                    new Mark(0, "\u00ff\u00d8\u00ff", new MediaFormat("jpg", "image/jpeg")),
                    new Mark(0, "GIF8", new MediaFormat("gif", "image/gif")),
                    new Mark(8, "WEBP", new MediaFormat("webp", "image/webp")),
                    new Mark(0, "II*\0", new MediaFormat("tiff", "image/tiff")),
                    new Mark(0, "MM\0*", new MediaFormat("tiff", "image/tiff")),
                    new Mark(0, "BM", new MediaFormat("bmp", "image/bmp")),
                    new Mark(8, "WAVE", new MediaFormat("wav", "audio/wav")),
                    new Mark(0, "fLaC", new MediaFormat("flac", "audio/flac")),
                    new Mark(0, "ID3", new MediaFormat("mp3", "audio/mpeg")),
                    new Mark(8, "AIFF", new MediaFormat("aiff", "audio/aiff")),
                    new Mark(8, "AVI ", new MediaFormat("avi", "video/x-msvideo")),
                    new Mark(4, "ftypM4A", new MediaFormat("m4a", "audio/mp4")),
                    new Mark(4, "ftypqt", new MediaFormat("mov", "video/quicktime")),
                    new Mark(4, "ftypavif", new MediaFormat("avif", "image/avif")),
                    new Mark(4, "ftyphei", new MediaFormat("heic", "image/heic")));

    /** Containers of pictures in motion and of sounds alone. */
    private static final Map<String, Map<MediaKind, MediaFormat>> CONTAINERS =
            Map.of(
                    "OggS",
                    Map.of(
                            MediaKind.SOUND, new MediaFormat("ogg", "audio/ogg"),
                            MediaKind.VIDEO, new MediaFormat("ogv", "video/ogg")),
                    "\u001aE\u00df\u00a3",
                    Map.of(
                            MediaKind.SOUND, new MediaFormat("weba", "audio/webm"),
                            MediaKind.VIDEO, new MediaFormat("webm", "video/webm")));

    private static final Map<MediaKind, MediaFormat> MP4 =
            Map.of(
                    MediaKind.SOUND, new MediaFormat("m4a", "audio/mp4"),
                    MediaKind.VIDEO, new MediaFormat("mp4", "video/mp4"));

    /**
     * Tells the format from the first bytes of a file.
     *
     * @param head up to {@link #HEAD} of them
     * @param kind what it was made as; a container may hold one or the other
     * @return the format; that of any bytes if it is none of those known
     */
    static MediaFormat of(byte[] head, MediaKind kind) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (Mark mark : MARKS) {
            if (mark.isIn(text)) {
                return mark.format();
            }
        }
        MediaFormat unknown = new MediaFormat("bin", "application/octet-stream");
        if (text.startsWith("ftyp", 4)) {
            return MP4.getOrDefault(kind, unknown);
        }
        if (head.length > 1 && head[0] == -1 && (head[1] & 0xE6) == 0xE2) {
            return new MediaFormat("mp3", "audio/mpeg");
        }
        return CONTAINERS.entrySet().stream()
                .filter(it -> text.startsWith(it.getKey()))
                .map(it -> it.getValue().getOrDefault(kind, unknown))
                .findFirst()
                .orElse(unknown);
    }
}
