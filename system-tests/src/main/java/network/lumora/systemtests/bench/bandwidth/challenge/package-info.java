/**
 * Lines that are challenged in the bed, by honest and by other challengers, with honest and other
 * provers.
 */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.challenge;

import org.jspecify.annotations.NullMarked;
