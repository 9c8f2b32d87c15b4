/** Recomputes everything a log claims from its public entries alone. */
@NullMarked
package network.lumora.ledger.audit;

import org.jspecify.annotations.NullMarked;
