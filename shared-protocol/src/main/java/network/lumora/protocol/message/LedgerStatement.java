package network.lumora.protocol.message;

/** A statement that changes the ledger; its envelope is one entry of the public log. */
public sealed interface LedgerStatement extends Statement
    permits Genesis,
        OrderHead,
        Receipt,
        OrderClosed,
        EpochClosed,
        LineProven,
        LinksFound,
        SessionCounted {}
