package io.mingle.host.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that ask again and again, each as soon as it has its answer. */
public final class LoadRun {

    private final Asker asker;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private LoadRun(Asker asker) {
        this.asker = asker;
    }

    /**
     * Lets clients ask for some time, and waits for the answers that are under way then. Who is
     * refused waits as long as the refusal says.
     *
     * @param clients how many
     * @param time after which nobody asks again; each asks at least once
     * @throws InterruptedException if the thread is interrupted; all clients have ended then
     */
    public static LoadFigures of(int clients, Duration time, Asker asker)
            throws InterruptedException {
        LoadRun run = new LoadRun(asker);
        long begun = System.nanoTime();
        run.ask(clients, time);
        return LoadFigures.of(clients, begun, List.copyOf(run.replies));
    }

    private void ask(int clients, Duration time) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                Thread thread = new Thread(this::repeat, "client " + i);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            over.await(time.toMillis(), TimeUnit.MILLISECONDS);
            over.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            over.countDown();
            threads.forEach(Thread::interrupt);
        }
    }

    private void repeat() {
        try {
            do {
                Reply reply = asker.ask();
                replies.add(reply);
                over.await(reply.again().toMillis(), TimeUnit.MILLISECONDS);
            } while (over.getCount() > 0);
        } catch (InterruptedException e) {
            // Nobody wants to know any more.
            Thread.currentThread().interrupt();
        }
    }
}
