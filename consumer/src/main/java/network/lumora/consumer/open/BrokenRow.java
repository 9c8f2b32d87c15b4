package network.lumora.consumer.open;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Logged;
import org.jspecify.annotations.Nullable;

/** One page that did not verify, with the evidence for a complaint. */
record BrokenRow(
    @Nullable String url,
    @Nullable Integer page,
    @Nullable Long cursor,
    Where where,
    String what,
    @Nullable Envelope receipt,
    @Nullable Logged logged) {}
