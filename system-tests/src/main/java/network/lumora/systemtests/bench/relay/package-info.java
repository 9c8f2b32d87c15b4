/** What a relay costs beside other tunnels on the same way. */
@NullMarked
package network.lumora.systemtests.bench.relay;

import org.jspecify.annotations.NullMarked;
