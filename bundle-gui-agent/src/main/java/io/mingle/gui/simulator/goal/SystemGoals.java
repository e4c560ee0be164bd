package io.mingle.gui.simulator.goal;

import static io.mingle.gui.simulator.goal.Templates.changing;
import static io.mingle.gui.simulator.goal.Templates.impossible;
import static io.mingle.gui.simulator.goal.Templates.one;
import static io.mingle.gui.simulator.goal.Templates.plain;
import static io.mingle.gui.simulator.goal.Templates.say;
import static io.mingle.gui.simulator.goal.Templates.tap;

import io.mingle.gui.simulator.app.SettingsApp;
import io.mingle.gui.simulator.state.Alarm;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Level;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.state.Toggle;
import io.mingle.gui.simulator.ui.AppId;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Goals in the settings and the clock. */
final class SystemGoals {

    static final List<Templates.Template> ALL =
            List.of(
                    plain(SystemGoals::toggle),
                    plain(SystemGoals::toggle),
                    plain(SystemGoals::level),
                    plain(SystemGoals::missing),
                    plain(SystemGoals::turnAlarm),
                    plain(SystemGoals::deleteAlarm),
                    plain(SystemGoals::newAlarm));

    private static final List<String[]> NOWHERE =
            List.of(
                    new String[] {"Turn on the radio.", "打开收音机。"},
                    new String[] {"Turn on the night camera.", "打开夜视相机。"},
                    new String[] {"Turn on the magnifier.", "打开放大镜。"});

    private SystemGoals() {}

    private static Draft toggle(Random random, PhoneState state) {
        Toggle toggle = one(random, List.of(Toggle.values()));
        boolean on = !state.settings().on().contains(toggle);
        String name = Label.of(toggle).in(state.language());
        return changing(
                "toggle",
                on
                        ? say(state, "Turn on %s.", "打开%s。", name)
                        : say(state, "Turn off %s.", "关闭%s。", name),
                (before, after, answer) -> after.settings().on().contains(toggle) == on,
                AppId.SETTINGS,
                tap(state, SettingsApp.section(toggle)),
                new Move.Tap(name));
    }

    private static Draft level(Random random, PhoneState state) {
        Level level = one(random, List.of(Level.values()));
        int step = (state.settings().levels().get(level) + 1 + random.nextInt(4)) % 5;
        String name = Label.of(level).in(state.language());
        return changing(
                "level",
                say(state, "Set %s to %s.", "把%s调到%s。", name, SettingsApp.step(step)),
                (before, after, answer) -> after.settings().levels().get(level) == step,
                AppId.SETTINGS,
                tap(state, SettingsApp.section(level)),
                new Move.Tap(name),
                new Move.Tap(SettingsApp.step(step)));
    }

    private static Draft missing(Random random, PhoneState state) {
        String[] text = one(random, NOWHERE);
        return impossible("missing setting", say(state, text[0], text[1]), AppId.SETTINGS);
    }

    private static Draft turnAlarm(Random random, PhoneState state) {
        Alarm alarm = one(random, state.alarms());
        return changing(
                "turn alarm",
                alarm.on()
                        ? say(state, "Turn off the alarm of %s.", "关闭%s的闹钟。", alarm.time())
                        : say(state, "Turn on the alarm of %s.", "打开%s的闹钟。", alarm.time()),
                (before, after, answer) ->
                        after.alarms()
                                .contains(new Alarm(alarm.hour(), alarm.minute(), !alarm.on())),
                AppId.CLOCK,
                new Move.Tap(alarm.time()));
    }

    private static Draft deleteAlarm(Random random, PhoneState state) {
        Alarm alarm = one(random, state.alarms());
        return changing(
                "delete alarm",
                say(state, "Delete the alarm of %s.", "删除%s的闹钟。", alarm.time()),
                (before, after, answer) ->
                        after.alarms().size() == before.alarms().size() - 1
                                && !after.alarms().contains(alarm),
                AppId.CLOCK,
                new Move.Hold(alarm.time()),
                tap(state, Label.DELETE));
    }

    private static Draft newAlarm(Random random, PhoneState state) {
        int hour = random.nextInt(5);
        int minute = 5 * random.nextInt(12);
        return changing(
                "new alarm",
                say(state, "Set an alarm for %s.", "设一个%s的闹钟。", Alarm.time(hour, minute)),
                (before, after, answer) -> after.alarms().contains(new Alarm(hour, minute, true)),
                AppId.CLOCK,
                tap(state, Label.NEW_ALARM),
                tap(state, Label.HOUR),
                new Move.Tap(twoDigits(hour)),
                tap(state, Label.MINUTE),
                new Move.Tap(twoDigits(minute)),
                tap(state, Label.SAVE));
    }

    private static String twoDigits(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
