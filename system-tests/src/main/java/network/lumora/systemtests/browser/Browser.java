package network.lumora.systemtests.browser;

import java.io.IOException;
import java.net.URI;

/** A running browser with a fresh profile and our extension in it. */
public interface Browser extends AutoCloseable {
  String name();

  /** Scheme and host of the extension's own pages, without a slash at the end. */
  String origin();

  /** Opens a page of the extension in a tab of its own, in front of the others. */
  default Page open(String path) throws IOException {
    return visit(URI.create(origin() + "/" + path));
  }

  Page visit(URI address) throws IOException;

  /** Ends the extension's background, as the browser does with an idle one. */
  void killBackground() throws IOException;

  @Override
  void close();
}
