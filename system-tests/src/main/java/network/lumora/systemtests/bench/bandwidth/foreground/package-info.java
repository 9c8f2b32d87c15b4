/** What the user does while the agent works: a download, and packets that want to be quick. */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.foreground;

import org.jspecify.annotations.NullMarked;
