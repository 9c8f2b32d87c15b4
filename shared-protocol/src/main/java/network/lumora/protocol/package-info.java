/** What can go wrong between two parties, in words that both know. */
@NullMarked
package network.lumora.protocol;

import org.jspecify.annotations.NullMarked;
