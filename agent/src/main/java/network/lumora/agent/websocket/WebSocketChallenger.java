package network.lumora.agent.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.ChallengerPort;
import network.lumora.agent.challenge.MessageSlot;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;

/**
 * A challenger's TCP port. Only addresses from where a prover is awaited are let in at all.
 * Thread-safe; what is called back must return at once.
 */
public final class WebSocketChallenger implements ChallengerPort, AutoCloseable {
  private static final int BACKLOG = 64;

  /** So often those are looked for who have stayed too long. */
  private static final int LOOK_MILLIS = 500;

  private static final long NO_ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int SECRET_BYTES = 32;
  private static final Path NOWHERE = _ -> false;

  private final ServerSocket port;
  private final Optional<ServerCertificate> certificate;
  private final LongSupplier nanos;
  private final ThreadFactory threads;
  private final Reception reception;

  /**
   * Opens the port at once.
   *
   * @param certificate for TLS; empty for plain WebSockets
   * @param nanos a ticker that never goes back; starts of slots are told by it
   * @param secrets that nobody can guess
   * @param threads of the platform: one for the port and one for each slot that runs
   */
  public WebSocketChallenger(
      InetSocketAddress at,
      Optional<ServerCertificate> certificate,
      LongSupplier nanos,
      RandomGenerator secrets,
      ThreadFactory threads)
      throws IOException {
    this.certificate = certificate;
    this.nanos = nanos;
    this.threads = threads;
    var secret = new byte[SECRET_BYTES];
    secrets.nextBytes(secret);
    reception = new Reception(secret, nanos);
    port = new ServerSocket();
    try {
      port.setSoTimeout(LOOK_MILLIS);
      port.bind(at, BACKLOG);
    } catch (IOException e) {
      port.close();
      throw e;
    }
    threads.newThread(this::receive).start();
  }

  @Override
  public int port() {
    return port.getLocalPort();
  }

  private void receive() {
    while (!port.isClosed()) {
      try {
        admit(port.accept());
      } catch (SocketTimeoutException _) {
        reception.dropWhoStaysTooLong();
      } catch (IOException _) {
        // The port is closed, who came has left already, or the system has no room for more.
        LockSupport.parkNanos(NO_ROOM_NANOS);
      }
    }
  }

  private void admit(Socket socket) {
    if (!reception.admits(socket.getInetAddress())) {
      Abrupt.end(socket);
      return;
    }
    var visitor = new Visitor(socket, reception, nanos.getAsLong());
    reception.entered(visitor);
    Thread.ofVirtual().name("slot-visitor").start(() -> visitor.stay(certificate));
    reception.dropWhoStaysTooLong();
  }

  @Override
  public void expect(SlotToken token, InetAddress prover, Runnable opened) {
    reception.expect(token, prover, opened);
  }

  @Override
  public void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done) {
    reception
        .begin(token)
        .ifPresent(each -> threads.newThread(() -> run(each, token, end, done)).start());
  }

  private void run(Awaited awaited, SlotToken token, ChallengerEnd end, Consumer<SlotResult> done) {
    awaited.visitor().ifPresent(visitor -> run(visitor, end));
    if (!end.isOver()) {
      end.abort();
      var _ = end.due(nanos.getAsLong(), NOWHERE);
    }
    if (reception.remove(token)) {
      done.accept(end.result());
    }
  }

  private void run(Visitor visitor, ChallengerEnd end) {
    var slot = new MessageSlot(end, visitor::send, nanos);
    visitor.begins(slot);
    try {
      slot.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void forget(SlotToken token) {
    var found = reception.find(token);
    if (reception.remove(token)) {
      found.flatMap(Awaited::visitor).ifPresent(Visitor::drop);
    }
  }

  /** Slots under way end without a path. */
  @Override
  public void close() throws IOException {
    port.close();
    reception.dropAll();
  }
}
