package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import network.lumora.protocol.digest.Sha256;

/**
 * Takes one certificate and no other, whatever it says of names, issuers and dates: the coordinator
 * has told its digest.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {
  private final Sha256 digest;

  PinnedCertificate(Sha256 digest) {
    this.digest = digest;
  }

  /** TLS over the socket, once the other end has shown that it has the certificate's key. */
  Socket secure(Socket raw) throws IOException {
    try {
      var context = SSLContext.getInstance(ServerCertificate.TLS);
      context.init(null, new TrustManager[] {this}, null);
      var host = raw.getInetAddress().getHostAddress();
      var tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
      tls.setEnabledProtocols(new String[] {ServerCertificate.TLS});
      tls.startHandshake();
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS 1.3", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !Sha256.of(chain[0].getEncoded()).equals(digest)) {
      throw new CertificateException("the challenger shows another certificate than it told of");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("provers show no certificate");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
