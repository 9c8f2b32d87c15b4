package network.lumora.bridge.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The text to agree to, and whether the host has. */
public record ConsentState(
    boolean given, int version, String sha256, String text, @Nullable Instant givenAt) {}
