package network.lumora.coordinator.program;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.challenge.ChallengeTerms;
import network.lumora.coordinator.lease.LeaseTerms;
import network.lumora.coordinator.link.AdmissionTerms;
import network.lumora.coordinator.link.LinkTerms;
import network.lumora.coordinator.relay.RelayTerms;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;

/**
 * What a coordinator can be told when it starts.
 *
 * @param data the folder with all that it keeps
 * @param epochPool for a new log: what each epoch pays
 * @param epochLength after which an epoch is ended; zero if only a command ends it
 */
public record Settings(
    Path data,
    InetSocketAddress http,
    InetSocketAddress agents,
    MicroLmr epochPool,
    Duration epochLength,
    LeaseTerms leases,
    LinkTerms link,
    AssignTerms assignment,
    ChallengeTerms challenges,
    RelayTerms relays) {

  public static final int HTTP_PORT = 8480;
  public static final int AGENTS_PORT = 8481;
  public static final int EPOCH_MINUTES = 60;

  /** An agent tries again within a second of losing its line. */
  public static final int GRACE_SECONDS = 2;

  /** Most pages take a few seconds; who starts programs waits a minute or more for their end. */
  public static final int DRAIN_SECONDS = 20;

  public static final MicroLmr EPOCH_POOL = new MicroLmr(1_000_000_000);

  /** What agents say to sites, and the oldest agent that gets work. */
  public static final Policy POLICY =
      new Policy(1, "Lumora/0.1 (+https://lumora.network/crawler)", "0.1.0");

  /** Ten thousand agents, and as many lines that are dead and not yet noticed. */
  private static final int MAX_CONNECTIONS = 20_000;

  private static final Bytes MAX_SOURCE = new Bytes(8 * 1024 * 1024);

  /** The defaults, on given ports of the local machine. */
  public static Settings of(Path data, int httpPort, int agentsPort) {
    return new Settings(
        data,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), agentsPort),
        EPOCH_POOL,
        Duration.ofMinutes(EPOCH_MINUTES),
        new LeaseTerms(
            Duration.ofSeconds(60),
            Duration.ofSeconds(GRACE_SECONDS),
            5,
            MAX_SOURCE,
            LeaseTerms.MAX_RESULT,
            POLICY),
        new LinkTerms(
            Duration.ofSeconds(10),
            5,
            MAX_CONNECTIONS,
            600,
            POLICY,
            AdmissionTerms.DEFAULT,
            Set.of()),
        AssignTerms.DEFAULT,
        ChallengeTerms.DEFAULT,
        RelayTerms.DEFAULT);
  }

  public Settings withLeases(LeaseTerms terms) {
    return new Settings(
        data, http, agents, epochPool, epochLength, terms, link, assignment, challenges, relays);
  }

  public Settings withLink(LinkTerms terms) {
    return new Settings(
        data, http, agents, epochPool, epochLength, leases, terms, assignment, challenges, relays);
  }

  public Settings withAssignment(AssignTerms terms) {
    return new Settings(
        data, http, agents, epochPool, epochLength, leases, link, terms, challenges, relays);
  }

  public Settings withChallenges(ChallengeTerms terms) {
    return new Settings(
        data, http, agents, epochPool, epochLength, leases, link, assignment, terms, relays);
  }
}
