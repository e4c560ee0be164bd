package io.mingle.http.internal.tools;

import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the calls of tools in an answer while it comes. That they are well formed is what the
 * answer was held to; here nothing of their form gets among the words. For one thread.
 */
public final class AnswerReader {

    private static final Pattern HEAD =
            Pattern.compile("\\s*\\{\\s*\"name\":\\s*\"([^\"]+)\",\\s*\"arguments\":\\s*(?=\\S)");

    private enum State {
        WORDS,
        HEAD,
        ARGUMENTS,
        TAIL
    }

    private final boolean mayCall;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private State state = State.WORDS;
    private ValueEnd end;

    /**
     * @param mayCall whether there may be calls in it; else all are words
     */
    AnswerReader(boolean mayCall) {
        this.mayCall = mayCall;
    }

    /** Takes what comes next, and returns what is certain now. */
    public List<Piece> push(String text) {
        held.append(text);
        while (advance()) {
            // Each step takes something of what is held, or changes the state.
        }
        return taken();
    }

    /** Takes the end, and returns what was held back until then. */
    public List<Piece> finish(FinishReason reason) {
        if (state == State.WORDS) {
            // What the limit cuts may have been going to be a tag; what ends by itself was not.
            boolean cut = mayCall && reason == FinishReason.LENGTH;
            String rest = held.substring(0, cut ? tagBegun() : held.length());
            say(calls.isEmpty() ? rest : rest.strip());
        }
        held.setLength(0);
        return taken();
    }

    /** Reads an answer that is complete. */
    public AnswerReader read(Answer answer) {
        push(answer.text());
        finish(answer.reason());
        return this;
    }

    /** Returns the words so far, without any calls. */
    public String words() {
        return words.toString();
    }

    /** Returns the calls so far. */
    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    /** Tells whether the answer is one or more calls, all of them complete. */
    public boolean isCalls() {
        return !calls.isEmpty() && calls.stream().allMatch(ToolCall::isComplete);
    }

    /** Tells whether the limit on tokens has cut something off; complete calls need no more. */
    public boolean isCut(FinishReason reason) {
        return reason == FinishReason.LENGTH && !isCalls();
    }

    /** Returns why the answer ended, in the words of the interface. */
    public String finishReason(FinishReason reason) {
        if (isCalls()) {
            return "tool_calls";
        }
        return isCut(reason) ? "length" : "stop";
    }

    private List<Piece> taken() {
        List<Piece> taken = List.copyOf(pieces);
        pieces.clear();
        return taken;
    }

    private boolean advance() {
        return switch (state) {
            case WORDS -> speech();
            case HEAD -> head();
            case ARGUMENTS -> arguments();
            case TAIL -> tail();
        };
    }

    private boolean speech() {
        int tag = mayCall ? held.indexOf(CallText.OPEN) : -1;
        if (tag < 0) {
            say(take(mayCall ? blankBefore(tagBegun()) : held.length()));
            return false;
        }
        say(held.substring(0, blankBefore(tag)));
        take(tag + CallText.OPEN.length());
        state = State.HEAD;
        return true;
    }

    /** Returns where a tag may have begun at the end of what is held; its length if none has. */
    private int tagBegun() {
        int begin = Math.max(0, held.length() - CallText.OPEN.length() + 1);
        while (!CallText.OPEN.startsWith(held.substring(begin))) {
            begin++;
        }
        return begin;
    }

    /** The white space between words and a call belongs to neither. */
    private int blankBefore(int end) {
        int begin = end;
        while (begin > 0 && Character.isWhitespace(held.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }

    private boolean head() {
        Matcher head = HEAD.matcher(held);
        if (!head.lookingAt()) {
            return false;
        }
        ToolCall call = new ToolCall(calls.size(), head.group(1));
        take(head.end());
        calls.add(call);
        pieces.add(new Piece.Begun(call));
        end = new ValueEnd();
        state = State.ARGUMENTS;
        return true;
    }

    private boolean arguments() {
        ToolCall call = calls.get(calls.size() - 1);
        String text = take(end.find(held));
        if (!text.isEmpty()) {
            call.append(text);
            pieces.add(new Piece.Arguments(call, text));
        }
        if (!end.isFound()) {
            return false;
        }
        call.complete();
        pieces.add(new Piece.Complete(call));
        state = State.TAIL;
        return true;
    }

    private boolean tail() {
        int tag = held.indexOf(CallText.CLOSE);
        if (tag < 0) {
            return false;
        }
        take(tag + CallText.CLOSE.length());
        state = State.WORDS;
        return true;
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            words.append(text);
            pieces.add(new Piece.Words(text));
        }
    }

    private String take(int length) {
        String taken = held.substring(0, length);
        held.delete(0, length);
        return taken;
    }
}
