/** One task from offer to sealed result. */
@NullMarked
package network.lumora.agent.work;

import org.jspecify.annotations.NullMarked;
