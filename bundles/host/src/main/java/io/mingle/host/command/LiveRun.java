package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.Moment;
import io.mingle.api.video.TimeSpan;
import io.mingle.host.Mingle;
import io.mingle.host.video.CameraStream;
import io.mingle.host.video.FolderStream;
import io.mingle.host.video.FrameStream;
import io.mingle.host.video.LiveVideo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches a stream to its end: frames are pushed on one thread, questions read on another, and each
 * is answered when it can be.
 */
final class LiveRun {

    /** A question about the future is answered when it can be, which may be after months. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** An input that stays open, as under a supervisor, is waited for no longer. */
    private static final Duration PIPED = Duration.ofSeconds(10);

    private static final int LONGEST_LINE = 4000;

    private static final String NOW = "now:";
    private static final String LATER = "later:";

    private final Session session;
    private final Mingle mingle;
    private final boolean json;
    private final List<Thread> answering = new CopyOnWriteArrayList<>();
    private volatile boolean goesOn;

    /** False once answers cannot be written any more. */
    private volatile boolean isRead = true;

    private volatile MingleException failure;

    LiveRun(Session session, Mingle mingle, boolean json) {
        this.session = session;
        this.mingle = mingle;
        this.json = json;
    }

    int run(WatchLiveOption.Settings settings) {
        try (FrameStream stream = stream(settings);
                LiveVideo video =
                        new LiveVideo(
                                mingle, settings.options(), settings.partSeconds(), this::warn)) {
            boolean waits = settings.question() != null && settings.when() == Moment.FUTURE;
            if (waits) {
                ask(video, settings.question(), Moment.FUTURE);
            }
            goesOn = true;
            Thread reader = readQuestions(video);
            session.interruption()
                    .during(
                            stream::close,
                            () -> {
                                push(stream, video, settings);
                                return null;
                            });
            goesOn = false;
            session.live().clear();
            if (session.interruption().happened()) {
                throw new CancelledException("Interrupted before the stream had ended.");
            }
            session.interruption().duringThread(() -> awaitPiped(reader));
            video.end();
            if (settings.question() != null && !waits) {
                ask(video, settings.question(), settings.when());
            }
            session.interruption().duringThread(this::awaitAnswers);
        }
        if (failure != null) {
            throw failure;
        }
        return ExitCode.OK;
    }

    private static FrameStream stream(WatchLiveOption.Settings settings) {
        String source = settings.source();
        if (source.matches("(?i)[a-z]{2,10}://.*")) {
            try {
                return new CameraStream(new URI(source));
            } catch (URISyntaxException e) {
                throw new InvalidRequestException(
                        "The address of the camera is '%s', which cannot be read (%s). Write it like http://127.0.0.1:8081/stream."
                                .formatted(source, e.getReason()),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("Interrupted while the camera was being opened.", e);
            }
        }
        return new FolderStream(Path.of(source), settings.idle());
    }

    private void push(FrameStream stream, LiveVideo video, WatchLiveOption.Settings settings) {
        long begun = System.nanoTime();
        double last = Double.NEGATIVE_INFINITY;
        double apart = 1 / settings.framesPerSecond();
        boolean isCamera = stream instanceof CameraStream;
        long count = 0;
        try {
            for (Optional<Picture> next = stream.next();
                    next.isPresent() && isRead;
                    next = stream.next()) {
                // Frames of a folder follow each other as fast as they are said to.
                double now =
                        isCamera
                                ? (System.nanoTime() - begun) / 1e9
                                : count / settings.framesPerSecond();
                count++;
                if (!isCamera || now - last >= apart) {
                    last = now;
                    video.push(new LiveFrame(now, next.get()));
                    session.live().show("watching, " + TimeSpan.clock(now));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Questions that were piped in are read to the end, if that comes soon. */
    private void awaitPiped(Thread reader) {
        if (session.isStandardInput() && session.isTerminal()) {
            return;
        }
        try {
            reader.join(PIPED.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads questions on a thread of its own, which the process does not wait for. */
    private Thread readQuestions(LiveVideo video) {
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                BufferedReader lines =
                                        new BufferedReader(
                                                new InputStreamReader(
                                                        session.in(), StandardCharsets.UTF_8));
                                for (String line = lines.readLine();
                                        line != null;
                                        line = lines.readLine()) {
                                    asked(video, line.strip());
                                }
                            } catch (IOException e) {
                                warn(
                                        "Questions cannot be read any more (%s)."
                                                .formatted(e.getMessage()));
                            }
                        },
                        "mingle-live-questions");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void asked(LiveVideo video, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        Moment moment =
                lower.startsWith(NOW)
                        ? Moment.NOW
                        : lower.startsWith(LATER) ? Moment.FUTURE : Moment.PAST;
        int marked =
                moment == Moment.NOW ? NOW.length() : moment == Moment.FUTURE ? LATER.length() : 0;
        String question = line.substring(marked).strip();
        if (question.length() > LONGEST_LINE) {
            warn(
                    "A question has %s characters; at most %s are taken. Ask it in short."
                            .formatted(question.length(), LONGEST_LINE));
        } else if (!question.isEmpty()) {
            ask(video, question, moment);
        } else if (!line.isEmpty()) {
            warn("Behind '%s' there is no question. Write it on the same line.".formatted(line));
        }
    }

    private synchronized void warn(String warning) {
        session.live().clear();
        session.err().println("mingle: warning: " + Printable.of(warning));
    }

    private void ask(LiveVideo video, String question, Moment moment) {
        Generation<LiveAnswer> answer = video.ask(question, moment);
        Thread waiter =
                new Thread(
                        () -> {
                            try {
                                print(question, moment, answer.join(LONGEST));
                            } catch (MingleException e) {
                                failed(question, e);
                            }
                        },
                        "mingle-live-answer");
        waiter.setDaemon(true);
        answering.add(waiter);
        waiter.start();
    }

    /** The stream goes on, and so do other questions; the first failure is told at the end. */
    private synchronized void failed(String question, MingleException error) {
        failure = failure == null ? error : failure;
        if (goesOn) {
            warn("'%s' is not answered: %s".formatted(question, error.getMessage()));
        }
    }

    private void awaitAnswers() {
        try {
            for (Thread waiter : answering) {
                waiter.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void print(String question, Moment moment, Finished<LiveAnswer> finished) {
        session.live().clear();
        session.warn(finished);
        LiveAnswer answer = finished.result();
        String until = TimeSpan.clock(answer.until());
        if (json) {
            ObjectNode object = Json.object().put("question", question);
            object.put("about", moment.name().toLowerCase(Locale.ROOT));
            object.put("ready", answer.isReady()).put("answer", answer.text());
            object.put("until", answer.until());
            finished.warnings().forEach(object.putArray("warnings")::add);
            session.out().println(Json.line(object));
        } else if (answer.isReady()) {
            session.out().println(until + "  " + Printable.of(answer.text()));
        } else {
            session.out().println(until + "  (the stream ended before this could be told)");
        }
        isRead = !session.out().checkError();
    }
}
