package io.micro4j.selector;

/** How a call to a node went, as its caller saw it. */
public enum Outcome {
    /** The node answered in time, be it with an error that is the caller's fault: codes below 500 other than 408. */
    ANSWERED,
    /** The node had the call, and answered that it failed (5xx), or did not answer in time. */
    FAILED,
    /** The node refused the call before a handler saw it: it drains, or is full. */
    REFUSED,
    /** No connection could be made, or it broke. */
    UNREACHED,
    /** The caller left first, which says nothing of the node. */
    GIVEN_UP
}
