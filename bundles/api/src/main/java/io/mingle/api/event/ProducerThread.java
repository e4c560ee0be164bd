package io.mingle.api.event;

/** Runs a producer from beginning to end on a daemon thread of its own. */
final class ProducerThread {

    private ProducerThread() {}

    static <R> Generation<R> start(String name, GenerationChannel.Producer<R> producer) {
        GenerationChannel<R> channel = new GenerationChannel<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
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
