package network.lumora.consumer.open;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * The checked pages of one order on disk, a JSON line each, only ever appended to. One thread.
 *
 * <p>A line counts once its line feed is there: what a kill or power cut left behind it is cut off.
 */
final class Journal implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final DocumentCodec documents = new DocumentCodec();
  private long end;

  /** Where one line is, without its line feed. */
  record Place(long offset, int length) {}

  /** Told of each line. */
  interface Reader {
    void line(Kept kept, Place place);
  }

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens or creates it, and reads through it once. */
  static Journal open(Path file, Reader reader) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var journal = new Journal(file, channel);
    try {
      journal.lock();
      journal.readAll(reader);
      return journal;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Held until the journal is closed, and given back by the system if we are killed. */
  private void lock() throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(inUse(), e);
    }
    throw new IOException(inUse());
  }

  private String inUse() {
    return file + " is in use: another program opens this order; wait until it is done";
  }

  private void readAll(Reader reader) throws IOException {
    var line = new ByteArrayOutputStream();
    channel.position(0);
    // Not closed: that would close the channel.
    var in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        reader.line(parse(line.toByteArray()), new Place(end, line.size()));
        end += line.size() + 1L;
        line.reset();
      } else {
        line.write(octet);
      }
    }
    channel.truncate(end);
  }

  Place append(Kept kept) throws IOException {
    var json = documents.writeBytes(kept);
    var line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    long position = end;
    while (line.hasRemaining()) {
      position += channel.write(line, position);
    }
    var place = new Place(end, json.length);
    end = position;
    return place;
  }

  Kept read(Place place) throws IOException {
    var line = ByteBuffer.allocate(place.length());
    while (line.hasRemaining()) {
      if (channel.read(line, place.offset() + line.position()) < 0) {
        throw damaged("it has become shorter", null);
      }
    }
    return parse(line.array());
  }

  void sync() throws IOException {
    channel.force(true);
  }

  private Kept parse(byte[] json) throws IOException {
    try {
      return documents.read(json, Kept.class);
    } catch (ProtocolException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private IOException damaged(String how, @Nullable Exception cause) {
    return new IOException(
        file + " is damaged: " + how + ". Fetch everything anew with: open --again", cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
