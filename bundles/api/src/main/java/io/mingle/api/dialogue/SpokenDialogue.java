package io.mingle.api.dialogue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.media.WavWriter;
import io.mingle.api.speech.SpeechChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * A dialogue with a person who speaks: push in what the microphone hears, play what comes out.
 *
 * <p>Where a turn ends, the model answers it, in words and in speech, knowing all that was said
 * before. New speech ends an answer: the listener is told with the sixth loud frame of 20 ms,
 * nothing of the answer is told any more, and the model stops with its next step. What of it was
 * said until then stays in the history.
 *
 * <p>The speaker must not be heard by the microphone: use a headset, or a source that cancels echo.
 *
 * <p>All methods may be called from any thread, {@link #hear} by one at a time. None of them waits
 * for the model.
 */
public final class SpokenDialogue implements AutoCloseable {

    /** The longest speech that waits for its listener; more ends the answer. */
    public static final Duration MOST_WAITING = Duration.ofMinutes(2);

    /** The most messages that are remembered; the oldest go first. */
    public static final int MOST_MESSAGES = 40;

    private final DialogueModel model;
    private final DialogueOptions options;
    private final TurnDetector detector;
    private final EventLine events;
    private final List<Message> history = new ArrayList<>();
    private final List<Runnable> calls = new ArrayList<>();
    private Listening answering;
    private boolean closed;

    /**
     * Begins a dialogue.
     *
     * @param model is asked, and speaks
     * @param options how it is held
     * @param listener is told what happens
     * @throws InvalidRequestException if an argument is null or a number out of its range
     */
    public SpokenDialogue(DialogueModel model, DialogueOptions options, DialogueListener listener) {
        if (model == null || options == null || listener == null) {
            throw new InvalidRequestException(
                    "A dialogue was begun without a model, options or a listener. Give all three.");
        }
        this.model = model;
        this.options = options;
        this.detector = new TurnDetector(options.rate(), options.longest(), options.turns());
        this.events = new EventLine(listener);
    }

    /**
     * Hears further samples, at the rate of the options.
     *
     * @param samples full scale from −1 to 1
     * @throws io.mingle.api.error.ContentTooLargeException if the host ends turns, and this one is
     *     longer than it may be
     */
    public void hear(float... samples) {
        List<TurnEvent> found;
        synchronized (this) {
            found = closed ? List.of() : detector.hear(samples);
            found.forEach(this::turn);
        }
        settle();
    }

    /**
     * Ends the turn now, and has it answered.
     *
     * @return false if nothing was heard since the last one
     */
    public boolean endTurn() {
        Optional<TurnEvent.Ended> ended;
        synchronized (this) {
            ended = closed ? Optional.empty() : detector.end();
            ended.ifPresent(this::turn);
        }
        settle();
        return ended.isPresent();
    }

    /** Has something answered that is written or shown; it ends an answer that is under way. */
    public void say(Content... content) {
        synchronized (this) {
            if (!closed) {
                answer(Message.user(content));
            }
        }
        settle();
    }

    /** Ends the answer that is under way, if there is one. */
    public void interrupt() {
        synchronized (this) {
            silence();
        }
        settle();
    }

    /** Tells whether an answer is under way. */
    public synchronized boolean isAnswering() {
        return answering != null;
    }

    /** Returns what was said so far, oldest first. */
    public synchronized List<Message> history() {
        return List.copyOf(history);
    }

    private void turn(TurnEvent event) {
        if (event instanceof TurnEvent.Started started) {
            silence();
            events.add(new DialogueEvent.SpeechStarted(started.start()));
        } else if (event instanceof TurnEvent.Ended ended) {
            events.add(new DialogueEvent.TurnEnded(ended.start(), ended.end()));
            String name = "turn " + (history.size() / 2 + 1);
            byte[] wav =
                    new WavWriter(options.rate(), WavWriter.Encoding.PCM16, "")
                            .file(ended.samples());
            answer(Message.user(new Sound(name, wav)));
        }
    }

    /** Under the lock. */
    private void answer(Message question) {
        silence();
        history.add(question);
        forget(history.size() - MOST_MESSAGES);
        ask();
    }

    private void forget(int count) {
        history.subList(0, Math.max(0, count)).clear();
    }

    private void ask() {
        List<Message> all = new ArrayList<>();
        if (!options.system().isBlank()) {
            all.add(Message.system(options.system()));
        }
        all.addAll(history);
        Conversation conversation = new Conversation(all);
        Generation<SpokenAnswer> generation =
                SpokenAnswers.answer(
                        model,
                        conversation,
                        options.thinking(),
                        options.speaking().map(it -> it.withHeard(conversation)),
                        SpokenWords.all());
        Listening listening = new Listening(generation);
        answering = listening;
        calls.add(() -> generation.subscribe(listening));
    }

    /** Under the lock: ends the answer under way, of which nothing is told any more. */
    private void silence() {
        if (answering == null) {
            return;
        }
        Listening ended = answering;
        answering = null;
        events.dropSound();
        remember(ended.text.toString());
        events.add(new DialogueEvent.AnswerInterrupted(ended.text.toString()));
        calls.add(ended.generation::cancel);
    }

    /** Outside of the lock: makes the calls that were put off, and has events delivered. */
    private void settle() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(calls);
            calls.clear();
        }
        due.forEach(Runnable::run);
        try {
            events.deliver();
        } catch (RuntimeException | Error e) {
            if (!lost(e)) {
                throw e;
            }
            settle();
        }
    }

    /**
     * Ends the answer under way, of which the listener could not be told; false if there is none.
     */
    private synchronized boolean lost(Throwable why) {
        if (answering == null) {
            return false;
        }
        Listening ended = answering;
        answering = null;
        events.dropSound();
        remember(ended.text.toString());
        events.add(new DialogueEvent.AnswerFailed(typed(why)));
        calls.add(ended.generation::cancel);
        return true;
    }

    private static MingleException typed(Throwable error) {
        return error instanceof MingleException known
                ? known
                : new InternalException(
                        "The listener of a dialogue could not be told of an answer (%s). Correct the listener."
                                .formatted(error),
                        error);
    }

    private void remember(String words) {
        if (!words.isBlank()) {
            history.add(Message.assistant(words));
        }
    }

    /** Ends the dialogue, and the answer that is under way. That is the last event. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            silence();
        }
        settle();
    }

    /** Listens to one answer, until it has ended or is not wanted any more. */
    private final class Listening implements Flow.Subscriber<Event> {

        private final Generation<SpokenAnswer> generation;
        private final StringBuilder text = new StringBuilder();

        Listening(Generation<SpokenAnswer> generation) {
            this.generation = generation;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            synchronized (SpokenDialogue.this) {
                if (answering == this) {
                    if (event instanceof Update update) {
                        told(update);
                    } else {
                        ended(event);
                    }
                }
            }
            settle();
        }

        private void told(Update update) {
            if (update instanceof TextDelta delta) {
                text.append(delta.text());
                events.add(new DialogueEvent.AnswerText(delta.text()));
            } else if (update instanceof SpeechChunk chunk) {
                events.add(new DialogueEvent.AnswerSound(chunk));
                if (events.nanos() > MOST_WAITING.toNanos()) {
                    silence();
                }
            }
        }

        private void ended(Event event) {
            answering = null;
            if (event instanceof Failed failed && begunTooLong(failed)) {
                return;
            }
            remember(text.toString());
            if (event instanceof Finished<?> finished) {
                events.add(new DialogueEvent.AnswerEnded((SpokenAnswer) finished.result()));
            } else if (event instanceof Failed failed) {
                events.add(new DialogueEvent.AnswerFailed(failed.error()));
            } else {
                events.add(
                        new DialogueEvent.AnswerFailed(
                                new CancelledException(
                                        "The answer was cancelled by whoever makes it. Ask"
                                                + " again.")));
            }
        }

        /** The older half of what is remembered is forgotten where the model cannot read all. */
        private boolean begunTooLong(Failed failed) {
            boolean again =
                    failed.error() instanceof ConversationTooLongException && history.size() > 1;
            if (again) {
                forget((history.size() + 1) / 2);
                ask();
            }
            return again;
        }

        @Override
        public void onError(Throwable error) {
            // Only a wrong subscriber hears of it, and this one asks for all.
        }

        @Override
        public void onComplete() {
            // The end was an event.
        }
    }
}
