/** Asks the system's message bus about line and user, and listens. */
@NullMarked
package network.lumora.agent.dbus;

import org.jspecify.annotations.NullMarked;
