package io.mingle.audio.internal.recognition;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Transcript;

/** Sound that goes in, and the transcript that comes out. */
record OpenIntake(Intake intake, Generation<Transcript> transcript) implements LiveTranscription {

    @Override
    public void add(float... samples) {
        if (samples == null) {
            throw new InvalidRequestException(
                    "Samples were added to a live transcription as null. Add those that came.");
        }
        intake.add(samples);
    }

    @Override
    public void end() {
        intake.end();
    }

    @Override
    public void close() {
        transcript.cancel();
        intake.cancel();
    }
}
