package network.lumora.consumer.trust;

import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;

/** A coordinator as it was when first met. */
public record KnownCoordinator(String url, PublicKey key, Instant firstMet) {}
