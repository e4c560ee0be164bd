package io.mingle.host.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.spi.MixerProvider;

/**
 * A sound card that Java finds as it finds those of a machine, and prefers to them while it is
 * plugged in. It has one microphone, and as many loudspeakers as are opened.
 */
final class FakeSoundCard implements AutoCloseable {

    private static final List<Class<? extends Line>> KINDS =
            List.of(SourceDataLine.class, TargetDataLine.class);

    private static volatile FakeSoundCard plugged;

    private final List<Loudspeaker> loudspeakers = new CopyOnWriteArrayList<>();
    private final Microphone microphone = new Microphone();
    private volatile boolean busy;

    private FakeSoundCard() {}

    /** Plugs one in, until it is closed. */
    static FakeSoundCard plugIn() {
        plugged = new FakeSoundCard();
        KINDS.forEach(it -> System.setProperty(it.getName(), Provider.class.getName()));
        return plugged;
    }

    @Override
    public void close() {
        KINDS.forEach(it -> System.clearProperty(it.getName()));
        plugged = null;
    }

    /** Lets nobody open a line from now on, as where another program has them all. */
    void occupy() {
        busy = true;
    }

    Microphone microphone() {
        return microphone;
    }

    /** Returns those that were opened, in that order. */
    List<Loudspeaker> loudspeakers() {
        return loudspeakers;
    }

    /** Found by Java through {@code META-INF/services}. */
    public static final class Provider extends MixerProvider {

        private static final Mixer.Info CARD = new Mixer.Info("fake", "Mingle", "a card", "1") {};

        /** Called by Java. */
        public Provider() {}

        @Override
        public Mixer.Info[] getMixerInfo() {
            return plugged == null ? new Mixer.Info[0] : new Mixer.Info[] {CARD};
        }

        @Override
        public Mixer getMixer(Mixer.Info info) {
            if (plugged == null || info != CARD) {
                throw new IllegalArgumentException("no such card");
            }
            FakeSoundCard card = plugged;
            return proxy(
                    Mixer.class,
                    (proxy, called, arguments) ->
                            switch (called.getName()) {
                                case "getMixerInfo" -> CARD;
                                case "isLineSupported" ->
                                        KINDS.contains(((Line.Info) arguments[0]).getLineClass());
                                case "getLine" -> card.line((DataLine.Info) arguments[0]);
                                default ->
                                        throw new UnsupportedOperationException(called.toString());
                            });
        }
    }

    private Line line(DataLine.Info info) {
        return info.getLineClass() == TargetDataLine.class
                ? proxy(TargetDataLine.class, microphone)
                : proxy(SourceDataLine.class, new Loudspeaker());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What both kinds of lines do. */
    private abstract class Port implements InvocationHandler {

        private volatile AudioFormat format;
        private volatile boolean running;
        private volatile boolean closed;

        /** Returns what it was opened for; null before that. */
        AudioFormat format() {
            return format;
        }

        boolean isClosed() {
            return closed;
        }

        boolean isRunning() {
            return running && !closed;
        }

        @Override
        public Object invoke(Object proxy, Method called, Object[] arguments) throws Exception {
            switch (called.getName()) {
                case "open" -> open((AudioFormat) arguments[0]);
                case "start" -> running = true;
                case "stop" -> running = false;
                case "close" -> closed = true;
                default -> {
                    return move(called.getName(), arguments);
                }
            }
            return null;
        }

        private void open(AudioFormat wanted) throws LineUnavailableException {
            if (busy) {
                throw new LineUnavailableException("another program has it");
            }
            format = wanted;
            opened();
        }

        abstract void opened();

        /** Does what else a line is asked for. */
        abstract Object move(String called, Object... arguments) throws Exception;
    }

    /** Takes sound as fast as it comes. */
    final class Loudspeaker extends Port {

        private final List<byte[]> played = new CopyOnWriteArrayList<>();
        private volatile boolean drained;

        /** Returns how many bytes were played. */
        int bytes() {
            return played.stream().mapToInt(it -> it.length).sum();
        }

        /** Returns the sample of 16 bits at a place. */
        int sample(int index) {
            int at = 2 * index;
            for (byte[] piece : played) {
                if (at < piece.length) {
                    return (short) (piece[at] & 0xff | piece[at + 1] << 8);
                }
                at -= piece.length;
            }
            throw new AssertionError("only " + bytes() + " bytes were played");
        }

        /** Tells whether all of it was waited for. */
        boolean isDrained() {
            return drained;
        }

        @Override
        void opened() {
            loudspeakers.add(this);
        }

        @Override
        Object move(String called, Object... arguments) {
            return switch (called) {
                case "write" ->
                        write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                case "drain" -> drained = true;
                case "flush" -> null;
                default -> throw new UnsupportedOperationException(called);
            };
        }

        private int write(byte[] bytes, int from, int count) {
            if (!isRunning()) {
                return 0;
            }
            played.add(Arrays.copyOfRange(bytes, from, from + count));
            return count;
        }
    }

    /** Hears what it is given, and between that hardly anything. */
    final class Microphone extends Port {

        private static final byte[] PULLED_OUT = {};

        private final BlockingQueue<byte[]> said = new LinkedBlockingQueue<>();
        private byte[] saying = {};
        private int at;
        private boolean pulledOut;

        /** Says something into it, with a channel of 16 bits. */
        void hear(byte[] samples) {
            said.add(samples);
        }

        void pullOut() {
            said.add(PULLED_OUT);
        }

        @Override
        void opened() {
            // There is one.
        }

        @Override
        Object move(String called, Object... arguments) throws InterruptedException {
            if (!called.equals("read")) {
                throw new UnsupportedOperationException(called);
            }
            return read((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
        }

        private int read(byte[] into, int from, int count) throws InterruptedException {
            for (int i = from; i < from + count; i += 2) {
                if (at == saying.length) {
                    next();
                }
                if (pulledOut || !isRunning()) {
                    return 0;
                }
                into[i] = saying[at++];
                into[i + 1] = saying[at++];
            }
            return count;
        }

        /** Takes what is said next; where nothing is, a hundredth of a second has hardly any. */
        private void next() throws InterruptedException {
            byte[] next = said.poll(1, TimeUnit.MILLISECONDS);
            pulledOut |= next == PULLED_OUT;
            saying = next == null || pulledOut ? quiet() : next;
            at = 0;
        }

        private byte[] quiet() {
            byte[] samples = new byte[(int) format().getSampleRate() / 100 * 2];
            for (int i = 0; i < samples.length; i += 4) {
                samples[i] = 1;
            }
            return samples;
        }
    }
}
