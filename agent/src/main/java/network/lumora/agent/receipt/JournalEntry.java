package network.lumora.agent.receipt;

import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;

/**
 * What the host can read about one task.
 *
 * @param site host only, never path or query
 * @param outcome OK, REFUSED, FAILED or STOPPED
 */
public record JournalEntry(
    Instant at,
    PublicKey coordinator,
    PublicKey consumer,
    TaskId task,
    String site,
    Bytes up,
    Bytes down,
    String outcome,
    String code) {}
