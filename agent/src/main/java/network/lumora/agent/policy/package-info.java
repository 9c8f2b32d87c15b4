/** Whether work may run, judged from the host's settings and the conditions of a moment. */
@NullMarked
package network.lumora.agent.policy;

import org.jspecify.annotations.NullMarked;
