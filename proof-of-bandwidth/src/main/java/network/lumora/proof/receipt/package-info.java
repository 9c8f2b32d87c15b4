/** What both ends check before a receipt counts. */
@NullMarked
package network.lumora.proof.receipt;

import org.jspecify.annotations.NullMarked;
