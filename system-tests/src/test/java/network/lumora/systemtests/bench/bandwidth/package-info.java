/** The table of T1 to T19. */
@NullMarked
package network.lumora.systemtests.bench.bandwidth;

import org.jspecify.annotations.NullMarked;
