package io.mingle.host.command;

/** What the process tells its caller; the help of every command lists them. */
public final class ExitCode {

    /** Everything that was asked for was done. */
    public static final int OK = 0;

    /** Something could not be done; one line on the standard error stream tells what. */
    public static final int FAILED = 1;

    /** The command line was not understood. */
    public static final int USAGE = 2;

    /** It was interrupted, usually by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** Nobody read the output any more; what a shell tells of a program that ended by that. */
    public static final int PIPE_CLOSED = 141;

    private ExitCode() {}
}
