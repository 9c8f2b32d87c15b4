/** Drives the coordinator's own choice of agents with thousands of virtual ones. */
@NullMarked
package network.lumora.systemtests.bench.assignment;

import org.jspecify.annotations.NullMarked;
