/** What the coordinator allows before any byte between two parties can be paid. */
@NullMarked
package network.lumora.proof.grant;

import org.jspecify.annotations.NullMarked;
