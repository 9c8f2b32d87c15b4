/**
 * A line that keeps every packet for a set time, for kernels without {@code netem}; a process of
 * its own.
 */
@NullMarked
package network.lumora.systemtests.bed.delay;

import org.jspecify.annotations.NullMarked;
