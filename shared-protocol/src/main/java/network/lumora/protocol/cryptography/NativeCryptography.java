package network.lumora.protocol.cryptography;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/**
 * BoringSSL, by Conscrypt's provider: decisions 0002 and 0026. It takes a tenth of a second and 7
 * MB, so each program says when it is worth that. Thread-safe.
 */
public final class NativeCryptography {
  static final String PROVIDER = "Conscrypt";

  private NativeCryptography() {}

  /**
   * Adds it behind all other providers, unless it is there already.
   *
   * @return why it does not load on this computer, where all goes on in Java
   */
  public static Optional<String> add() {
    return add(Conscrypt::newProvider);
  }

  static Optional<String> add(Supplier<Provider> conscrypt) {
    try {
      if (provider().isEmpty()) {
        Security.addProvider(conscrypt.get());
      }
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Empty until it is added. */
  public static Optional<Provider> provider() {
    return Optional.ofNullable(Security.getProvider(PROVIDER));
  }
}
