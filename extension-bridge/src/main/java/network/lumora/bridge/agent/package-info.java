/** The agent as its loopback API shows and steers it: what the agent implements, topic by topic. */
@NullMarked
package network.lumora.bridge.agent;

import org.jspecify.annotations.NullMarked;
