/**
 * Where a user starts: {@link io.micro4j.Micro}.
 *
 * <p>What is opened here closes itself when it is closed; several services and clients can run in one process, for nothing is shared between them.
 */
@NullMarked
package io.micro4j;

import org.jspecify.annotations.NullMarked;
