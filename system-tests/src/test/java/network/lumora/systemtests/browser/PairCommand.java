package network.lumora.systemtests.browser;

import java.io.IOException;
import java.util.regex.Pattern;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Program;

/** A running {@code lumora pair}, with the code that it shows. */
record PairCommand(Program program, String code) implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("\\| +([0-9A-Z]{4}-[0-9A-Z]{4}) +\\|");

  static PairCommand start(Network network, String agent) throws IOException {
    var program = network.lumoraWaiting(agent, "pair");
    var log = Poll.until("a code is shown", program::log, text -> CODE.matcher(text).find());
    var code = CODE.matcher(log);
    if (!code.find()) {
      throw new IOException("no code in: " + log);
    }
    return new PairCommand(program, code.group(1));
  }

  /** A code of the right form that is another. */
  String wrongCode() {
    return (code.charAt(0) == '7' ? "8" : "7") + code.substring(1);
  }

  @Override
  public void close() {
    program.close();
  }
}
