/** The connection to the coordinator. */
@NullMarked
package network.lumora.agent.link;

import org.jspecify.annotations.NullMarked;
