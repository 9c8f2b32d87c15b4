/** One order for all ledger entries, whoever keeps it. */
@NullMarked
package network.lumora.ledger.order;

import org.jspecify.annotations.NullMarked;
