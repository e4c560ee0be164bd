package io.mingle.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DataUrlTest {

    @Test
    void theBytesOfAFileTellItsType() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'};
        DataUrl url = DataUrl.of(MediaKind.PICTURE, png);
        assertEquals("image/png", url.mediaType());
        assertEquals(url, DataUrl.read("a", url.toString()));
        assertEquals(
                "application/octet-stream",
                DataUrl.of(MediaKind.SOUND, new byte[] {1}).mediaType());
    }
}
