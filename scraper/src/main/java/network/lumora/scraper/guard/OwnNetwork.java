package network.lumora.scraper.guard;

/** Knows the network the host is part of. Asked before every connection. */
@FunctionalInterface
public interface OwnNetwork {
  /** The network as it is now; a host that moved has a new one. */
  NetworkView view();
}
