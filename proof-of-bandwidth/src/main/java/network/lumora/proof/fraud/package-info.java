/** Rules that find receipts, pairs and challengers that lie; each tells what it found. */
@NullMarked
package network.lumora.proof.fraud;

import org.jspecify.annotations.NullMarked;
