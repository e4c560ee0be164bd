package io.mingle.host.command;

import io.mingle.api.error.ErrorCode;

/**
 * What the process tells its caller, beside the codes of {@link ErrorCode#exitCode}; {@code mingle
 * --help} lists them.
 */
public final class ExitCode {

    /** Everything that was asked for was done. */
    public static final int OK = 0;

    /** Something was done and is not as it should be: answers differ, lines have errors. */
    public static final int FAILED = 1;

    /** The command line was not understood: a request that cannot be right. */
    public static final int USAGE = ErrorCode.INVALID_REQUEST.exitCode();

    /** It was interrupted, usually by Ctrl-C. */
    public static final int INTERRUPTED = ErrorCode.CANCELLED.exitCode();

    /** Nobody read the output any more; what a shell tells of a program that ended by that. */
    public static final int PIPE_CLOSED = 141;

    private ExitCode() {}
}
