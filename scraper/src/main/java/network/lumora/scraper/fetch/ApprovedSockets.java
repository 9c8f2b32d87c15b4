package network.lumora.scraper.fetch;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import network.lumora.scraper.guard.Approved;

/** Makes sockets for one approved destination. Unconnected ones only: OkHttp needs no others. */
final class ApprovedSockets extends SocketFactory {
  private final Approved approved;
  private final ScopedValue<Meter> meter;

  ApprovedSockets(Approved approved, ScopedValue<Meter> meter) {
    this.approved = approved;
    this.meter = meter;
  }

  @Override
  public Socket createSocket() {
    return new ApprovedSocket(approved, meter);
  }

  @Override
  public Socket createSocket(String host, int port) throws SocketException {
    throw refusal();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws SocketException {
    throw refusal();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws SocketException {
    throw refusal();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws SocketException {
    throw refusal();
  }

  private static SocketException refusal() {
    return new SocketException("only unconnected sockets are made here");
  }
}
