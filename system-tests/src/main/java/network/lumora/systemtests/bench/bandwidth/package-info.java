/**
 * One command that measures T1 to T19 of proof of bandwidth in the bed and prints them in one
 * table.
 *
 * <p>Starting points: {@link network.lumora.systemtests.bench.bandwidth.Rows} lists the rows,
 * {@link network.lumora.systemtests.bench.bandwidth.Row} is what one has to be.
 */
@NullMarked
package network.lumora.systemtests.bench.bandwidth;

import org.jspecify.annotations.NullMarked;
