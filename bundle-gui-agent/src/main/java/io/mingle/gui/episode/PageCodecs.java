package io.mingle.gui.episode;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks the pages of Parquet files, in Java alone: the library's own codecs are native. */
final class PageCodecs implements CompressionCodecFactory {

    private static final ByteBufferAllocator HEAP = new HeapByteBufferAllocator();

    /** A way of unpacking. */
    private interface Unpacking {
        /** Fills an array, or what there is of it; returns how many bytes that are. */
        int into(byte[] all, BytesInput page) throws IOException;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Codec(null);
            case GZIP -> new Codec(PageCodecs::gunzip);
            case SNAPPY -> new Codec(by(new SnappyDecompressor()));
            case ZSTD -> new Codec(by(new ZstdDecompressor()));
            case LZ4_RAW -> new Codec(by(new Lz4Decompressor()));
            default ->
                    throw new UnsupportedOperationException(
                            "it is compressed by " + name + ", which is not known here");
        };
    }

    private static Unpacking by(Decompressor codec) {
        return (all, page) -> {
            ByteBuffer out = ByteBuffer.wrap(all);
            codec.decompress(page.toByteBuffer(HEAP, it -> {}), out);
            return out.position();
        };
    }

    private static int gunzip(byte[] all, BytesInput page) throws IOException {
        try (InputStream in = new GZIPInputStream(page.toInputStream())) {
            return in.readNBytes(all, 0, all.length);
        }
    }

    /**
     * Unpacks pages of a size that is told.
     *
     * @param unpacking null where nothing is packed
     */
    private record Codec(Unpacking unpacking) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            if (unpacking == null) {
                return page;
            }
            PackedScreenshots.checkMemory("a page", size);
            byte[] all = new byte[size];
            if (unpacking.into(all, page) < size) {
                throw new IOException("a page is shorter than it says");
            }
            return BytesInput.from(all);
        }

        @Override
        public void decompress(ByteBuffer page, int packed, ByteBuffer all, int size) {
            throw new UnsupportedOperationException("Pages are read into arrays.");
        }

        @Override
        public void release() {}
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("Nothing is packed.");
    }

    @Override
    public void release() {}
}
