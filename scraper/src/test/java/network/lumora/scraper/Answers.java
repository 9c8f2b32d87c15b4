package network.lumora.scraper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What well-behaved and other servers say. */
public final class Answers {
  private Answers() {}

  public static void page(OutputStream out, String html) throws IOException {
    send(out, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", utf8(html));
  }

  public static void send(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    var head =
        "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
    var whole = new ByteArrayOutputStream();
    whole.write(utf8(head));
    whole.write(body);
    out.write(whole.toByteArray());
    out.flush();
  }

  public static void status(OutputStream out, String status, String headers) throws IOException {
    send(out, status, headers, new byte[0]);
  }

  /** No robots.txt, and {@code page} for everything else. */
  public static RawServer.Answer withoutRobots(RawServer.Answer page) {
    return (path, out) -> {
      if (path.equals("/robots.txt")) {
        status(out, "404 Not Found", "");
      } else {
        page.to(path, out);
      }
    };
  }

  /** Says {@code text} and hangs up. */
  public static RawServer.Answer bluntly(String text) {
    return withoutRobots(
        (_, out) -> {
          out.write(utf8(text));
          out.close();
        });
  }

  public static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
