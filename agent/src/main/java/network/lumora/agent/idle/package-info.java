/** What is known of the user's activity, and of the line's use beside ours. */
@NullMarked
package network.lumora.agent.idle;

import org.jspecify.annotations.NullMarked;
