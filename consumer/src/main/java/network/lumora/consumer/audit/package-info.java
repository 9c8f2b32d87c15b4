/** Recomputes a coordinator's balances from its public log. */
@NullMarked
package network.lumora.consumer.audit;

import org.jspecify.annotations.NullMarked;
