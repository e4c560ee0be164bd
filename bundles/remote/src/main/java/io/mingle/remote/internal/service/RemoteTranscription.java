package io.mingle.remote.internal.service;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.remote.internal.pool.Attempts;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.pool.Outlet;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Form;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import java.util.function.Predicate;

/**
 * Writes down recordings by {@code POST /audio/transcriptions}, or {@code /audio/translations}. The
 * text comes when all of a recording has been heard; sound that comes live is sent when it ends.
 */
final class RemoteTranscription implements Transcription {

    /** What models of speech usually hear at a time; no protocol tells it. */
    private static final double USUAL_SECONDS = 30;

    private static final int LEAST_RATE = 1_000;
    private static final int MOST_RATE = 192_000;

    private final EndpointPool pool;

    RemoteTranscription(EndpointPool pool) {
        this.pool = pool;
    }

    @Override
    public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options) {
        Untold.checkThere("A transcript", sound, options);
        Untold.check(
                sound.channels() == Sound.Channels.MIXED,
                "The first channel alone of the recording '" + sound.name() + "'",
                "Send a file with one channel.");
        // Whether the file is there is told now.
        form(sound, options);
        Predicate<Endpoint> able = it -> !options.translate() || it.does(Offer.TRANSLATION);
        return Attempts.begin(
                pool,
                able,
                (endpoint, outlet, abort) -> transcribe(endpoint, sound, options, outlet, abort));
    }

    private static Finished<Transcript> transcribe(
            Endpoint endpoint,
            SoundSource sound,
            TranscriptionOptions options,
            Outlet outlet,
            Abort abort)
            throws RemoteFailure {
        Form form = form(sound, options).text("model", endpoint.model());
        String path = options.translate() ? "/audio/translations" : "/audio/transcriptions";
        Request request = Request.post(path, form);
        try (Reply reply = endpoint.send(request, endpoint.target().limits().whole(), abort)) {
            return TranscriptAnswer.read(reply.target(), reply.json(), outlet);
        }
    }

    private static Form form(SoundSource sound, TranscriptionOptions options) {
        Form form = new Form().text("response_format", "verbose_json");
        form.text("temperature", Double.toString(options.generation().temperature()));
        if (!options.translate()) {
            options.language().ifPresent(it -> form.text("language", it));
        }
        hints(form, options);
        if (sound instanceof SoundSource.OnDisk disk) {
            return form.file("file", disk.path(), "recording");
        }
        Sound file = ((SoundSource.InMemory) sound).sound();
        String type = DataUrl.of(MediaKind.SOUND, file.bytes()).mediaType();
        return form.file("file", file.name(), type, file.bytes());
    }

    /**
     * The protocol has one word for hints; what does not fit it stands under Mingle's own names.
     */
    private static void hints(Form form, TranscriptionOptions options) {
        String names = String.join(", ", options.hints().names());
        String topic = options.hints().topic();
        add(form, "prompt", names.isEmpty() ? topic : names);
        add(form, "topic", names.isEmpty() ? "" : topic);
        add(form, "domain", options.hints().domain());
        add(form, "dialect", options.hints().dialect());
    }

    private static void add(Form form, String name, String value) {
        if (!value.isEmpty()) {
            form.text(name, value);
        }
    }

    @Override
    public LiveTranscription listen(String name, int rate, TranscriptionOptions options) {
        Untold.checkThere("A transcript of live sound", name, options);
        if (rate < LEAST_RATE || rate > MOST_RATE) {
            throw new InvalidRequestException(
                    "Live sound was announced with %s samples a second. Send %s to %s."
                            .formatted(rate, LEAST_RATE, MOST_RATE));
        }
        return new LiveRecording(name, rate, options.longest(), it -> transcribe(it, options));
    }

    @Override
    public double longestSeconds() {
        return USUAL_SECONDS;
    }

    @Override
    public boolean translates() {
        return pool.all().stream()
                .filter(Endpoint::isOffered)
                .anyMatch(it -> it.does(Offer.TRANSLATION));
    }
}
