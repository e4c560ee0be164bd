package io.mingle.shell.internal;

import io.mingle.api.error.MingleException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Component;

/**
 * Tells what kind of error a command has ended with, and what to do about it; Gogo tells the rest.
 */
@Component
public final class RemedyListener implements CommandSessionListener {

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        // Nothing has happened.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
        for (Throwable error = exception; error != null; error = error.getCause()) {
            if (error instanceof MingleException known) {
                session.getConsole().println("[" + known.code() + "] " + known.kind().remedy());
                return;
            }
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        // Nothing is wrong.
    }
}
