/** Who may call the loopback API: decided once, before any handler. */
@NullMarked
package network.lumora.bridge.guard;

import org.jspecify.annotations.NullMarked;
