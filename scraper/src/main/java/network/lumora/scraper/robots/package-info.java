/**
 * What a site asks of robots: robots.txt (RFC 9309), robot tags, and where a site begins and ends.
 */
@NullMarked
package network.lumora.scraper.robots;

import org.jspecify.annotations.NullMarked;
