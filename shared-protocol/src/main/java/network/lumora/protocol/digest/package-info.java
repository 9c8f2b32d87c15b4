/** Names of byte strings by their content: SHA-256. */
@NullMarked
package network.lumora.protocol.digest;

import org.jspecify.annotations.NullMarked;
