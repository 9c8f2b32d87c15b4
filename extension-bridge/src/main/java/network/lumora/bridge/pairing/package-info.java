/** How a browser extension and the agent prove to each other that one person typed one code. */
@NullMarked
package network.lumora.bridge.pairing;

import org.jspecify.annotations.NullMarked;
