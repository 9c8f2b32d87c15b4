/** Deliveries on their way to be settled, and the evidence that they were. */
@NullMarked
package network.lumora.agent.receipt;

import org.jspecify.annotations.NullMarked;
