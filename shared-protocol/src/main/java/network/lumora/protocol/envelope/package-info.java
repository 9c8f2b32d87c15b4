/** Signed bytes as they were sent: DSSE envelopes, so that nothing needs a canonical form. */
@NullMarked
package network.lumora.protocol.envelope;

import org.jspecify.annotations.NullMarked;
