/** The ordered log in one SQLite file. */
@NullMarked
package network.lumora.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
