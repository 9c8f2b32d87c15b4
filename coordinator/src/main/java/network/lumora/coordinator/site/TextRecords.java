package network.lumora.coordinator.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/**
 * Asks DNS for the TXT records of a name. Thread-safe; waits.
 *
 * <p>What the DNS provider gives are texts: nothing is deserialised, and no name is a URL.
 */
@SuppressWarnings("BanJNDI")
public final class TextRecords {
  private static final String TXT = "TXT";

  private final String server;

  /**
   * @param server {@code dns://host:port}; {@code dns:} for those of this machine
   */
  public TextRecords(String server) {
    this.server = server;
  }

  /** The strings of each record joined; none if there is no such name. */
  public List<String> of(String name) throws IOException {
    try {
      var context = new InitialDirContext(environment());
      try {
        return texts(context, name);
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw new IOException("DNS did not answer for " + name, e);
    }
  }

  private static List<String> texts(InitialDirContext context, String name) throws NamingException {
    var records = context.getAttributes(name, new String[] {TXT}).get(TXT);
    var texts = new ArrayList<String>();
    for (int i = 0; records != null && i < records.size(); i++) {
      texts.add(joined(String.valueOf(records.get(i))));
    }
    return texts;
  }

  /** The provider quotes strings that have spaces; ours have none. */
  private static String joined(String record) {
    return record.replace("\"", "").replace(" ", "");
  }

  /** The API is older than generics. */
  @SuppressWarnings("JdkObsolete")
  private Hashtable<String, String> environment() {
    var environment = new Hashtable<String, String>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, server);
    environment.put("com.sun.jndi.dns.timeout.initial", "2000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    return environment;
  }
}
