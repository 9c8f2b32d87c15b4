package network.lumora.bridge.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who shows a live token.
 *
 * @param id of the paired client, {@link #LOCAL} for the host's own tools
 * @param origin the only one that may use it, null if none may
 */
public record Bearer(String id, @Nullable String origin, Set<Scope> scopes) {
  public static final String LOCAL = "local";

  public Bearer {
    scopes = Set.copyOf(scopes);
  }

  static Bearer local() {
    return new Bearer(LOCAL, null, Set.of(Scope.values()));
  }
}
