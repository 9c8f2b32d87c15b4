/** Events on their way to those who watch: numbered, kept for a while, never waited for. */
@NullMarked
package network.lumora.bridge.live;

import org.jspecify.annotations.NullMarked;
