package network.lumora.agent.work;

import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;

/** One task that is under way, as the host may see it. */
public record Underway(
    TaskId task, String site, PublicKey coordinator, Instant since, Bytes up, Bytes down) {}
