package network.lumora.consumer.relay;

/** What a program asks of the local proxy. */
public sealed interface ProxyRequest {

  /** More bytes are needed. */
  record NotYet() implements ProxyRequest {}

  /**
   * A tunnel.
   *
   * @param target {@code host:port}, in lower-case ASCII
   * @param headBytes after which the tunnel's own bytes begin
   */
  record Connect(String target, int headBytes) implements ProxyRequest {}

  /**
   * @param status of the answer that {@link ProxyAnswer} makes of it
   * @param detail what was expected
   */
  record Refused(int status, String detail) implements ProxyRequest {}
}
