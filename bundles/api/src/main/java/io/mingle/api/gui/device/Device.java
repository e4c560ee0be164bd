package io.mingle.api.gui.device;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A screen that can be looked at and acted on. One thread uses it at a time. */
@ConsumerType
public interface Device extends AutoCloseable {

    /**
     * Returns what tells it from others, for people and so that it has one run at a time.
     *
     * @return the same as long as it is the same device, for example {@code adb:emulator-5554}
     */
    String name();

    /**
     * Tells whether acting on it has effects outside this process.
     *
     * @return false for a simulation, which is acted on without a dry run first
     */
    boolean isReal();

    /**
     * Returns what it can do, beside waiting and the ends of a run.
     *
     * @return kinds of action; others are not asked of it
     */
    Set<ActionKind> abilities();

    /**
     * Returns how large the screen is now. It changes when the device is turned.
     *
     * @return its size, cheaper than a look
     * @throws SkillUnavailableException if the device has gone away
     */
    ScreenSize size();

    /**
     * Looks at the screen as it is now.
     *
     * @return what is seen
     * @throws SkillUnavailableException if the device has gone away
     */
    Screen look();

    /**
     * Does something.
     *
     * @param action of a kind that it is able to do
     * @throws InvalidRequestException if it cannot be done here, with a sentence that is told to
     *     the model: there is no such app, no field has the focus
     * @throws SkillUnavailableException if the device has gone away
     */
    void perform(Action action);

    /**
     * Returns the app that a name stands for, as {@link Screen#app} would tell it. Whether an app
     * may be used is looked up by that.
     *
     * @param name as it stands in an action
     * @return the same name, unless apps go by others here
     * @throws SkillUnavailableException if the device has gone away
     */
    default String app(String name) {
        return name;
    }

    /**
     * Tells whether the screen has stopped moving after the last action. It may wait a moment to
     * find out, up to about a tenth of a second.
     *
     * @return true if what is seen now will stay
     * @throws SkillUnavailableException if the device has gone away
     */
    boolean isStill();

    /** Lets go of the device, which stays as it is. Has no effect a second time. */
    @Override
    void close();
}
