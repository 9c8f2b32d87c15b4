/** Tests of the simulation of assignment. */
@NullMarked
package network.lumora.systemtests.bench.assignment;

import org.jspecify.annotations.NullMarked;
