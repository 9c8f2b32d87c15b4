/** How a whole amount is split by weights so that nothing is lost or made. */
@NullMarked
package network.lumora.ledger.reward;

import org.jspecify.annotations.NullMarked;
