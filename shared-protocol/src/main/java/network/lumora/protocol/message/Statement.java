package network.lumora.protocol.message;

/**
 * Something one party stands by with a signature: the payload of an {@link
 * network.lumora.protocol.envelope.Envelope}.
 */
public sealed interface Statement
    permits Greeting,
        SessionRequest,
        Lease,
        Grant,
        WindowReceipt,
        ProverConsent,
        SlotRecord,
        ProverAck,
        RelayJoin,
        RelayCall,
        RelayAnswer,
        OpenedDestination,
        LedgerStatement {}
