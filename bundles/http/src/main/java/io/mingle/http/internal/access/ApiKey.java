package io.mingle.http.internal.access;

import java.util.Optional;
import java.util.Set;

/**
 * A key that lets a caller in, of which only the digest is known.
 *
 * @param name of who has it, for the log
 * @param sha256 of the key in UTF-8
 * @param perMinute how many requests it is good for in a minute; 0 for any number
 * @param atATime how many requests it is good for at a time; 0 for any number
 * @param skills which skills it may call; none named for all
 */
record ApiKey(
        String name, byte[] sha256, int perMinute, int atATime, Optional<Set<String>> skills) {}
