package network.lumora.agent.websocket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import network.lumora.protocol.digest.Sha256;

/** The certificate that a challenger shows to provers, and its key. Immutable. */
public final class ServerCertificate {
  static final String TLS = "TLSv1.3";

  /** A chain and a key are far smaller. */
  private static final long MAX_FILE_BYTES = 256 * 1024;

  /** RFC 7468 §10. */
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /** The store lives in memory only. */
  private static final char[] NO_PASSWORD = {};

  private static final byte[] TRIAL = "which key is it?".getBytes(StandardCharsets.US_ASCII);

  private final SSLContext context;
  private final Sha256 digest;

  private ServerCertificate(SSLContext context, Sha256 digest) {
    this.context = context;
    this.digest = digest;
  }

  /**
   * Reads PEM files.
   *
   * @param certificate the challenger's own first, then its issuers if there are any
   * @param key of the first, PKCS #8 without a password, RSA or EC
   * @throws IOException with what is wrong with which file
   */
  public static ServerCertificate read(Path certificate, Path key) throws IOException {
    var chain = chain(certificate);
    var own = chain[0].getPublicKey();
    try {
      var secret = key(key, own.getAlgorithm());
      if (!belong(chain[0], secret)) {
        throw new IOException("the key in %s is not of the first certificate".formatted(key));
      }
      return new ServerCertificate(context(chain, secret), Sha256.of(chain[0].getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s and %s cannot be used for TLS: %s".formatted(certificate, key, e.getMessage()), e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException {
    try (var in = new ByteArrayInputStream(bytes(file))) {
      var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IOException("%s has no certificate in PEM form".formatted(file));
      }
      return all.toArray(Certificate[]::new);
    } catch (GeneralSecurityException e) {
      throw new IOException("%s has no certificate in PEM form".formatted(file), e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException("%s cannot be read, or is larger than 256 KiB".formatted(file));
    }
    return Files.readAllBytes(file);
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    var found = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new IOException(
          "%s has no PRIVATE KEY in PEM form without a password; make one with openssl pkcs8 -topk8 -nocrypt"
              .formatted(file));
    }
    try {
      var encoded = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException e) {
      throw new IOException("the key in %s is damaged".formatted(file), e);
    }
  }

  private static boolean belong(Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    var kind = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    var signing = Signature.getInstance(kind);
    signing.initSign(key);
    signing.update(TRIAL);
    var checking = Signature.getInstance(kind);
    checking.initVerify(certificate);
    checking.update(TRIAL);
    return checking.verify(signing.sign());
  }

  private static SSLContext context(Certificate[] chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("challenger", key, NO_PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance(TLS);
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  /** SHA-256 of the certificate's DER form. */
  public Sha256 digest() {
    return digest;
  }

  /** TLS over an accepted socket; blocks until both have greeted. */
  Socket secure(Socket raw) throws IOException {
    SSLSocketFactory sockets = context.getSocketFactory();
    var tls = (SSLSocket) sockets.createSocket(raw, null, true);
    tls.setEnabledProtocols(new String[] {TLS});
    tls.startHandshake();
    return tls;
  }
}
