package io.mingle.api.event;

import io.mingle.api.call.Via;

/**
 * Runs a producer from beginning to end on a daemon thread of its own, which works for the same
 * call as the one that starts it.
 */
final class ProducerThread {

    private ProducerThread() {}

    static <R> Generation<R> start(String name, GenerationChannel.Producer<R> producer) {
        GenerationChannel<R> channel = new GenerationChannel<>();
        Via via = Via.current();
        Thread thread =
                new Thread(
                        () -> {
                            try (Via.Scope ignored = via.makeCurrent()) {
                                channel.finished(producer.write(channel), Usage.NONE);
                            } catch (Exception | Error e) {
                                channel.failed(e);
                            }
                        },
                        name);
        thread.setDaemon(true);
        thread.start();
        return channel;
    }
}
