/** What the machine's network interfaces have carried. */
@NullMarked
package network.lumora.agent.counters;

import org.jspecify.annotations.NullMarked;
