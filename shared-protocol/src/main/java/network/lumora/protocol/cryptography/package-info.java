/** Chooses what computes signatures and frames for the whole process: Java, or BoringSSL. */
@NullMarked
package network.lumora.protocol.cryptography;

import org.jspecify.annotations.NullMarked;
