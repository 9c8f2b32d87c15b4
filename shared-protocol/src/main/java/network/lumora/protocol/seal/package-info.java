/** Data that only its addressee can read: HPKE (RFC 9180) with AES-256-GCM. */
@NullMarked
package network.lumora.protocol.seal;

import org.jspecify.annotations.NullMarked;
