package network.lumora.protocol.cryptography;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  /**
   * Names a jar that holds it. A package keeps it off the class path, where Tink would find and
   * load it at each start, for agents that never relay, too.
   */
  static final String JAR_PROPERTY = "lumora.conscrypt";

  private NativeCryptography() {}

  /**
   * Adds it behind all other providers, unless it is there already.
   *
   * @return why it does not load on this computer, where all goes on in Java
   */
  public static Optional<String> add() {
    var jar = System.getProperty(JAR_PROPERTY);
    return jar == null ? add(Conscrypt::newProvider) : add(() -> ofJar(Path.of(jar)));
  }

  /** Its loader lives as long as the process. */
  @SuppressWarnings("resource")
  private static Provider ofJar(Path jar) {
    try {
      var loader =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
      var conscrypt = Class.forName("org.conscrypt.Conscrypt", true, loader);
      return (Provider) conscrypt.getMethod("newProvider").invoke(null);
    } catch (ReflectiveOperationException | MalformedURLException e) {
      throw new LinkageError("no Conscrypt in " + jar, e);
    }
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

  /** A SHA-256 for many short contents: a seventh of what Java's costs where BoringSSL is. */
  public static MessageDigest sha256() {
    try {
      var provider = provider();
      return provider.isPresent()
          ? MessageDigest.getInstance("SHA-256", provider.get())
          : MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Empty until it is added. */
  public static Optional<Provider> provider() {
    return Optional.ofNullable(Security.getProvider(PROVIDER));
  }
}
