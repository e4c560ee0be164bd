package io.mingle.vision.picture;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** The decoders that come with every Java platform, whatever else is registered beside them. */
final class BuiltInReaders {

    static {
        createRegistry();
    }

    private BuiltInReaders() {}

    /** What to take from a reader that has been given its input. */
    interface Take<T> {
        T from(ImageReader reader) throws IOException;
    }

    /** Makes a reader, which is used once. */
    interface Source {
        ImageReader reader() throws IOException;
    }

    /** The platform's reader of a format. */
    static Source of(String format) {
        return () -> provider(format).createReaderInstance();
    }

    /** Decodes an encoded picture, metadata left aside. */
    static <T> T with(Source source, byte[] encoded, Take<T> take) throws IOException {
        return with(source, new MemoryInput(encoded), take);
    }

    /** Decodes an encoded picture from an input, which is closed afterwards. */
    static <T> T with(Source source, ImageInputStream input, Take<T> take) throws IOException {
        ImageReader reader = source.reader();
        try (input) {
            reader.setInput(input, true, true);
            return take.from(reader);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReaderSpi provider(String format) throws IOException {
        Iterator<ImageReaderSpi> providers =
                IIORegistry.getDefaultInstance()
                        .getServiceProviders(
                                ImageReaderSpi.class,
                                provider -> isBuiltIn((ImageReaderSpi) provider, format),
                                false);
        if (!providers.hasNext()) {
            throw new IOException("this Java platform has no reader for it");
        }
        return providers.next();
    }

    private static boolean isBuiltIn(ImageReaderSpi provider, String format) {
        return provider.getClass().getModule() == ImageReader.class.getModule()
                && Arrays.asList(provider.getFormatNames()).contains(format);
    }

    /**
     * Has the registry of ImageIO made by a thread that runs the platform's own code only.
     *
     * <p>Until Java 23 the registry keeps the access control context in which it was made, and with
     * it the class loader of every class then on the stack: the first bundle to read a picture
     * could never be unloaded. A fork-join thread inherits no such context.
     */
    private static void createRegistry() {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            MethodHandle create =
                    MethodHandles.publicLookup()
                            .findStatic(
                                    IIORegistry.class,
                                    "getDefaultInstance",
                                    MethodType.methodType(IIORegistry.class));
            pool.submit(MethodHandleProxies.asInterfaceInstance(Runnable.class, create)).join();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        } finally {
            pool.shutdown();
        }
    }
}
