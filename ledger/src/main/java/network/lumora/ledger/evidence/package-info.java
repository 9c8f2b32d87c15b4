/**
 * What a party holds in its hand to show that it was paid for: a receipt and its place in the log.
 */
@NullMarked
package network.lumora.ledger.evidence;

import org.jspecify.annotations.NullMarked;
