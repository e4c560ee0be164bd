package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.MediaReader;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.thinker.ContentEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Sounds that take a decoder, beside everything else that is installed. */
@InFramework
@Timeout(120)
class SoundFilesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aCompressedSoundIsDecodedNextToTheEngine(MediaReader reader) {
        DecodedSound decoded = reader.sound(muLaw(800), 1);

        assertEquals(8_000, decoded.rate());
        assertEquals(800, decoded.samples().length);
        // 0x00 is the loudest negative value of µ-law (ITU-T G.711): −32124 of 32768.
        assertEquals(-32_124 / 32_768f, decoded.samples()[400]);
    }

    @Test
    void theAudioEncoderIsGivenTheReader(
            MediaReader reader, Broker broker, ServiceComponentRuntime runtime) {
        broker.lease(ContentEncoder.class, "(" + ContentEncoder.SOUNDS + ")", LIMIT).close();
        List<String> bound =
                runtime.getComponentDescriptionDTOs().stream()
                        .filter(it -> it.implementationClass.endsWith(".AudioEncoder"))
                        .flatMap(it -> configurations(runtime, it).stream())
                        .flatMap(it -> List.of(it.satisfiedReferences).stream())
                        .filter(it -> it.boundServices.length > 0)
                        .map(it -> it.name)
                        .toList();

        assertTrue(bound.contains("media"), bound.toString());
    }

    private static List<ComponentConfigurationDTO> configurations(
            ServiceComponentRuntime runtime, ComponentDescriptionDTO component) {
        return List.copyOf(runtime.getComponentConfigurationDTOs(component));
    }

    private static Sound muLaw(int samples) {
        ByteBuffer file = ByteBuffer.allocate(46 + samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(38 + samples);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(18);
        file.putShort((short) 7).putShort((short) 1).putInt(8_000).putInt(8_000);
        file.putShort((short) 1).putShort((short) 8).putShort((short) 0);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        return new Sound("mulaw.wav", file.array());
    }
}
