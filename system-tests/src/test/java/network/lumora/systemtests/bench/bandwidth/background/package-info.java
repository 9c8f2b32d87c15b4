/** What is measured of traffic in the background. */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.background;

import org.jspecify.annotations.NullMarked;
