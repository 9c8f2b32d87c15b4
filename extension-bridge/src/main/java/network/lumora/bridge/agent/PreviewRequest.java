package network.lumora.bridge.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Would it run under these settings?
 *
 * @param at null is now
 */
public record PreviewRequest(Settings settings, @Nullable Instant at) {}
