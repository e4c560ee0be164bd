package io.mingle.http.internal.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.FutureCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/** A WebSocket: puts messages together of frames, answers pings, and sends. */
final class Socket implements FrameHandler, Wire {

    /** For so long a client may take one message. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int TOO_LARGE = 1009;
    private static final int NO_TEXT = 1003;
    private static final int NO_UTF8 = 1007;

    private final Receiver receiver;
    private final int largest;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private volatile CoreSession session;

    /**
     * @param receiver takes what comes
     * @param largest the most bytes of a message
     */
    Socket(Receiver receiver, int largest) {
        this.receiver = receiver;
        this.largest = largest;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        receiver.opened(this);
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> take(frame);
            case OpCode.BINARY -> close(NO_TEXT, "Send events as texts; sound is in base64.");
            case OpCode.PING -> pong(frame);
            default -> {
                // A pong asks for nothing, and a close is answered by the session.
            }
        }
        callback.succeeded();
        if (!session.isClosed() && session.isInputOpen()) {
            session.demand();
        }
    }

    /**
     * The next frame is read when the answer is on its way: pongs that nobody takes do not pile up.
     */
    private void pong(Frame ping) {
        try {
            send(new Frame(OpCode.PONG, copy(ping.getPayload())));
        } catch (IOException e) {
            // The connection ends by that.
        }
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload == null ? 0 : payload.remaining());
        if (payload != null) {
            copy.put(payload.slice());
        }
        return copy.flip();
    }

    private void take(Frame frame) {
        if (frame.getPayloadLength() > largest - message.size()) {
            message.reset();
            close(TOO_LARGE, "A message may have %s bytes here.".formatted(largest));
            return;
        }
        message.writeBytes(copy(frame.getPayload()).array());
        if (!frame.isFin()) {
            return;
        }
        byte[] whole = message.toByteArray();
        message.reset();
        try {
            receiver.received(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString());
        } catch (CharacterCodingException e) {
            close(NO_UTF8, "A message is no text in UTF-8.");
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        receiver.closed();
        callback.succeeded();
    }

    @Override
    public void send(String text) throws IOException {
        send(new Frame(OpCode.TEXT, text));
    }

    private void send(Frame frame) throws IOException {
        FutureCallback sent = new FutureCallback();
        session.sendFrame(frame, sent, false);
        await(sent);
    }

    private void await(Future<?> sent) throws IOException {
        try {
            sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            session.abort();
            throw new IOException("The client does not take what it is sent", e);
        } catch (ExecutionException e) {
            throw new IOException("The client has gone", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is being stopped", e);
        }
    }

    @Override
    public void close(int code, String reason) {
        CoreSession open = session;
        if (open != null && open.isOutputOpen()) {
            open.close(code, reason, Callback.NOOP);
        }
    }
}
