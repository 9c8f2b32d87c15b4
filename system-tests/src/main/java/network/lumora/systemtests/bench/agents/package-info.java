/** What ten thousand connected agents cost a coordinator. */
@NullMarked
package network.lumora.systemtests.bench.agents;

import org.jspecify.annotations.NullMarked;
