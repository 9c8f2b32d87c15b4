package network.lumora.consumer.order;

import network.lumora.protocol.envelope.Envelope;

/** An order as it stands in its file. */
record StoredOrder(String url, Envelope head, String instructions) {}
