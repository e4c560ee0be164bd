package io.mingle.media.internal;

/**
 * What is decoded: the usual formats of sounds and videos, and nothing that names other files.
 *
 * <p>FFmpeg knows hundreds. Playlists, concatenations and streaming formats would have it open what
 * a file says; rare decoders are where damage hides.
 */
final class Formats {

    static final String NAMES =
            "MP4, M4A, MOV, Matroska, WebM, AVI, MPEG-TS, GIF, FLAC, MP3, Ogg, WAV, AIFF, AAC, WMA,"
                    + " AU, CAF and AMR";

    static final String CONTAINERS =
            "mov,matroska,avi,mpegts,gif,flac,mp3,ogg,wav,w64,aiff,aac,asf,au,caf,amr";

    static final String DECODERS =
            "h264,hevc,vp8,vp9,libaom-av1,mpeg4,msmpeg4v2,msmpeg4,mpeg2video,mpeg1video,mjpeg"
                    + ",prores,theora,ffv1,rawvideo,gif,png"
                    + ",flac,mp3float,mp3,mp2float,mp2,vorbis,opus,aac,aac_latm,alac,ac3,eac3"
                    + ",wmav1,wmav2,wmapro,wmalossless,wmavoice,amrnb,amrwb"
                    + ",pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be"
                    + ",pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw"
                    + ",adpcm_ms,adpcm_ima_wav,adpcm_ima_qt";

    /** No protocol: bytes come from {@link SourceIo} alone. */
    static final String PROTOCOLS = "none";

    private Formats() {}
}
