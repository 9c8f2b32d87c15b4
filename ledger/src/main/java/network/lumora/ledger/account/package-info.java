/** What each key has earned: balances, and contributions to the open epoch. */
@NullMarked
package network.lumora.ledger.account;

import org.jspecify.annotations.NullMarked;
