/** An append-only Merkle log: its tree, its proofs, its tiles and its signed checkpoints. */
@NullMarked
package network.lumora.ledger.log;

import org.jspecify.annotations.NullMarked;
