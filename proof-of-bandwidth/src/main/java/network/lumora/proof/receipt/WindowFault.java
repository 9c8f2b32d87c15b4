package network.lumora.proof.receipt;

/** How a window's receipt breaks its chain or its grant. */
public enum WindowFault {
  /** It is for another session. */
  OTHER_GRANT,
  /** Its line is not the grant's. */
  OTHER_LINK,
  /** It does not come after the one before. */
  SEQUENCE,
  /** It names another receipt as the one before. */
  PREVIOUS,
  /** A cumulative counter fell, or nothing moved. */
  COUNTER,
  /** More moved than may between two signatures. */
  WINDOW_TOO_LARGE,
  /** More moved than was granted. */
  OVER_GRANT,
  /** It lies outside the time of its grant. */
  OUTSIDE_TIME,
  /** The bytes are others than this end has counted. */
  COUNT_DIFFERS,
  /** A signature is missing, in the wrong place, or does not verify. */
  SIGNATURE
}
