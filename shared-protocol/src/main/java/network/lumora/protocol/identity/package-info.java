/** Who signed it: Ed25519 keys (RFC 8032) and their text form. */
@NullMarked
package network.lumora.protocol.identity;

import org.jspecify.annotations.NullMarked;
