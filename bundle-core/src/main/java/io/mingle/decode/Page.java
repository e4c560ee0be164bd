package io.mingle.decode;

/** A page of a segment, from 0 on. */
record Page(Segment segment, int number) {

    boolean isFollowedBy(Page other) {
        return other.segment == segment && other.number == number + 1;
    }
}
