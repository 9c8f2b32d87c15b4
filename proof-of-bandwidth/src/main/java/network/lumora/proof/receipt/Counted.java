package network.lumora.proof.receipt;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/** What the receiving end itself has seen of a delivery. */
public record Counted(Bytes bytes, Sha256 digest) {}
