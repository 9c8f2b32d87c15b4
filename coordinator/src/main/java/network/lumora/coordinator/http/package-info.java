/** The interface for consumers, operators and readers of the public log. */
@NullMarked
package network.lumora.coordinator.http;

import org.jspecify.annotations.NullMarked;
