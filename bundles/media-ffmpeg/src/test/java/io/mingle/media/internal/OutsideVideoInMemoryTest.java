package io.mingle.media.internal;

import io.mingle.api.content.VideoSource;
import java.nio.file.Path;

/** All that holds for a file holds for its bytes: the frames, the warnings, the errors. */
class OutsideVideoInMemoryTest extends OutsideVideoTest {

    @Override
    VideoSource source(Path file) {
        return Reference.inMemory(file);
    }
}
