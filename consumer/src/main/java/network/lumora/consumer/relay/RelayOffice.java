package network.lumora.consumer.relay;

import java.io.IOException;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;

/** Whoever draws agents for relays, and keeps their receipts. Thread-safe. */
public interface RelayOffice {
  RelayPlace open(RelayRequest request) throws IOException, ProtocolException;

  ReceiptsTaken receipts(SessionReceipts receipts) throws IOException, ProtocolException;
}
