/** What is known of the user's activity and of the line, and how far work gives way to them. */
@NullMarked
package network.lumora.agent.idle;

import org.jspecify.annotations.NullMarked;
