package io.mingle.gui.action;

import io.mingle.api.gui.ActionKind;
import java.util.HashMap;
import java.util.Map;

/** The names of actions, as corpora and models write them. */
final class Verbs {

    /** What a verb stands for, where it is not an action by itself. */
    enum Meaning {
        CLICK,
        LONG_PRESS,
        SWIPE,
        SCROLL,
        TYPE,
        KEY,
        BACK,
        HOME,
        ENTER,
        OPEN,
        WAIT,
        ANSWER,
        DONE,
        IMPOSSIBLE,
        STATUS,
        HOVER,
        SELECT,
        /** Two spots, which are a tap where they are one. */
        GESTURE
    }

    private static final Map<String, Meaning> KNOWN = new HashMap<>();

    static {
        put(Meaning.CLICK, "click", "tap", "clickelement", "leftclick", "touch");
        put(Meaning.LONG_PRESS, "longpress", "longclick", "longtap", "longpresselement");
        put(Meaning.SWIPE, "swipe", "drag", "draganddrop");
        put(Meaning.SCROLL, "scroll", "scrollup", "scrolldown", "scrollleft", "scrollright");
        put(Meaning.TYPE, "type", "input", "inputtext", "typetext", "text", "entertext", "3");
        put(Meaning.KEY, "press", "presskey", "key", "systembutton", "pressbutton");
        put(Meaning.BACK, "back", "pressback", "navigateback", "goback", "5");
        put(Meaning.HOME, "home", "presshome", "navigatehome", "gohome", "6");
        put(Meaning.ENTER, "enter", "pressenter", "keyboardenter", "7");
        put(Meaning.OPEN, "openapp", "open", "launch", "launchapp");
        put(Meaning.WAIT, "wait", "sleep", "noaction");
        put(Meaning.ANSWER, "answer");
        put(Meaning.DONE, "done", "finish", "finished", "complete", "taskcomplete", "10");
        put(Meaning.DONE, "statustaskcomplete");
        put(Meaning.IMPOSSIBLE, "infeasible", "impossible", "taskimpossible", "fail", "11");
        put(Meaning.IMPOSSIBLE, "statustaskimpossible");
        put(Meaning.STATUS, "status", "stop", "terminate", "settaskstatus");
        put(Meaning.HOVER, "hover", "mousemove");
        put(Meaning.SELECT, "select", "selectoption");
        put(Meaning.GESTURE, "dualpoint", "dualpointgesture", "4");
    }

    private Verbs() {}

    /** Returns what a folded verb stands for, or null. */
    static Meaning meaning(String verb) {
        return KNOWN.get(verb);
    }

    static boolean isKnown(String verb) {
        return KNOWN.containsKey(verb);
    }

    /** Lists what the reader is to choose from, for the one whose text had no action. */
    static String offered() {
        StringBuilder offered = new StringBuilder();
        for (ActionKind kind : ActionKind.values()) {
            offered.append(offered.isEmpty() ? "" : ", ").append(CallForm.lower(kind));
        }
        return offered.toString();
    }

    private static void put(Meaning meaning, String... verbs) {
        for (String verb : verbs) {
            KNOWN.put(verb, meaning);
        }
    }
}
