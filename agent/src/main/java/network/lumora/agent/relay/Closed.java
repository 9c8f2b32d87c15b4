package network.lumora.agent.relay;

/** Why a door stays closed. */
public enum Closed {
  /** The host has not agreed to it. */
  NOT_CONSENTED,
  /** No entry says that its owner has opened it. */
  NOT_OPENED,
  /** The entry is not valid now. */
  EXPIRED,
  /** Only who has opened it may go there. */
  OTHER_OWNER,
  /** The first bytes name another site. */
  OTHER_NAME,
  /** The first bytes are not those of TLS, or name none. */
  NO_NAME
}
