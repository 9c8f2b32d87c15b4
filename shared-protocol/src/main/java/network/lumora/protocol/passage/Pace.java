package network.lumora.protocol.passage;

import java.io.IOException;

/** Slows down what passes a connection, or stops it. Thread-safe; waits. */
public interface Pace {
  /** As fast as the line. */
  Pace NONE =
      new Pace() {
        @Override
        public void came(int bytes) {}

        @Override
        public void goes(int bytes) {}

        @Override
        public int mostBytes() {
          return WHOLE_BYTES;
        }
      };

  /** Two records: beyond it, larger writes save nothing. */
  int WHOLE_BYTES = 64 * 1024;

  /** So many bytes were read; returns when more may be. */
  void came(int bytes) throws IOException;

  /** Returns when so many bytes may be written. */
  void goes(int bytes) throws IOException;

  /** The most to write at a time; one record goes out whole in any case. */
  int mostBytes();
}
