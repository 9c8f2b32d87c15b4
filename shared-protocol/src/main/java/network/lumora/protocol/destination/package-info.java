/** How the owner of a site shows that it may be reached through agents. */
@NullMarked
package network.lumora.protocol.destination;

import org.jspecify.annotations.NullMarked;
