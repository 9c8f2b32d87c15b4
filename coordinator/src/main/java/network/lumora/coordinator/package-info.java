/** Takes orders, leases work to agents, counter-signs receipts and keeps the ledger. */
@NullMarked
package network.lumora.coordinator;

import org.jspecify.annotations.NullMarked;
