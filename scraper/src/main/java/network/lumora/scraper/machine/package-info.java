/** The network this machine is part of, and the names it resolves. */
@NullMarked
package network.lumora.scraper.machine;

import org.jspecify.annotations.NullMarked;
