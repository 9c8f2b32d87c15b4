/** What the line has carried, second by second and hour by hour. */
@NullMarked
package network.lumora.agent.history;

import org.jspecify.annotations.NullMarked;
