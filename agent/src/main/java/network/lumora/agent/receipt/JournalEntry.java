package network.lumora.agent.receipt;

import java.time.Instant;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the host can read about one task.
 *
 * @param trust the coordinator's at that time
 * @param purpose in the consumer's words
 * @param site the registrable domain
 * @param host never with path or query
 * @param rule that blocked it, null if none did
 */
public record JournalEntry(
    Instant at,
    PublicKey coordinator,
    Rules.Trust trust,
    PublicKey consumer,
    JournalRow.Kind kind,
    @Nullable String purpose,
    Category category,
    TaskId task,
    String site,
    String host,
    Bytes up,
    Bytes down,
    JournalRow.Outcome outcome,
    String code,
    @Nullable String rule) {}
