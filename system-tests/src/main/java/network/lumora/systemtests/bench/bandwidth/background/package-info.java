/** Traffic that is to give way to the user's: Lumora's own, and what it is compared with. */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.background;

import org.jspecify.annotations.NullMarked;
