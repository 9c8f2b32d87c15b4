package network.lumora.scraper.robots;

/** Asks a site for its robots.txt. */
@FunctionalInterface
public interface RobotsSource {
  RobotsText ask() throws InterruptedException;
}
