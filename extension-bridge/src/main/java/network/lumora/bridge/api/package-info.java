/** The loopback API through which the host's own tools see and steer the agent. */
@NullMarked
package network.lumora.bridge.api;

import org.jspecify.annotations.NullMarked;
