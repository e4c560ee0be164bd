package io.mingle.media.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedPicture;
import io.mingle.api.media.PictureDecoder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Decodes pictures with FFmpeg, which is loaded when the first is.
 *
 * <p>FFmpeg's decoder of JPEG 2000 asks nobody whether to go on, so a thread that is interrupted
 * ends before or behind a picture, not within. What one may take is bounded beforehand by {@link
 * Jpeg2000Header}: 33 million pixels of 4 components, each visited by at most three passes for each
 * of 31 bit planes. Noise of three components, which takes the most of what programs write, took
 * 0.7 seconds of a core for a million pixels of 8 bits, 1.1 seconds with 16 bits.
 */
@Component
public final class FfmpegPictures implements PictureDecoder {

    private static final String WITHOUT = "JPEG 2000 cannot be read here";
    private static final String DECODER = "jpeg2000";

    private final Path cache;

    /** Called by Declarative Services. */
    @Activate
    public FfmpegPictures(BundleContext context) {
        this(FfmpegReader.folder(context));
    }

    /**
     * Creates one where there is no framework.
     *
     * @param cache the folder that FFmpeg is unpacked into
     */
    FfmpegPictures(Path cache) {
        this.cache = cache;
    }

    @Override
    public DecodedPicture jpeg2000(Picture picture, long maxPixels) {
        String what = "The picture '" + picture.name() + "'";
        // A decoder holds several numbers for each.
        long most = Math.min(maxPixels, FfmpegReader.MAX_PIXELS);
        Jpeg2000Header.check(what, picture.bytes(), most);
        Ffmpeg.load(cache, WITHOUT);
        Container.checkInterruption(what);
        AVCodec codec = avcodec.avcodec_find_decoder_by_name(DECODER);
        if (codec == null) {
            throw new EngineUnavailableException(
                    WITHOUT
                            + ": this FFmpeg was built without its decoder. Use the FFmpeg that"
                            + " io.mingle.media.ffmpeg carries.");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        try {
            if (!decoded(context, codec, packet, frame, picture.bytes(), most)) {
                throw damaged(what);
            }
            return upright(what, frame);
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static boolean decoded(
            AVCodecContext context,
            AVCodec codec,
            AVPacket packet,
            AVFrame frame,
            byte[] file,
            long most) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "threads", "1", 0);
        avutil.av_dict_set(options, "max_pixels", Long.toString(most), 0);
        avutil.av_dict_set(options, "err_detect", "explode", 0);
        int opened = avcodec.avcodec_open2(context, codec, options);
        avutil.av_dict_free(options);
        if (opened < 0 || avcodec.av_new_packet(packet, file.length) < 0) {
            return false;
        }
        packet.data().put(file);
        return avcodec.avcodec_send_packet(context, packet) >= 0
                && avcodec.avcodec_send_packet(context, null) >= 0
                && avcodec.avcodec_receive_frame(context, frame) >= 0
                && !Decoder.isDamaged(frame);
    }

    private static DecodedPicture upright(String what, AVFrame frame) {
        try (RgbFrame rgb = new RgbFrame(Orientation.UPRIGHT)) {
            if (!rgb.convert(frame)) {
                throw new UnreadableContentException(
                        "%s has colours that are not decoded here. Save it as RGB."
                                .formatted(what));
            }
            return new DecodedPicture(rgb.width(), rgb.height(), rgb.pixels());
        }
    }

    private static UnreadableContentException damaged(String what) {
        return new UnreadableContentException(
                "%s is a JPEG 2000 picture that is damaged, or of a kind that is not decoded here. Copy it again, or save it as PNG."
                        .formatted(what));
    }
}
