/** The rules: which statement may enter the log, and what it changes. */
@NullMarked
package network.lumora.ledger.state;

import org.jspecify.annotations.NullMarked;
