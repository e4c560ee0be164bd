package io.mingle.api.video;

/** What of a stream a question is about, as OVO-Bench tells them apart. */
public enum Moment {
    /** What was seen until now (backward tracing). */
    PAST,
    /** What is seen now: the latest part (real-time perception). */
    NOW,
    /** What has yet to come: the answer waits until it can be seen (forward responding). */
    FUTURE
}
