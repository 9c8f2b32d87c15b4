/** The connections of relays: parties that come in, and opened destinations that are dialled. */
@NullMarked
package network.lumora.agent.tcp;

import org.jspecify.annotations.NullMarked;
