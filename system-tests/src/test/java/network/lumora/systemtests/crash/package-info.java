/** Kills everything at random and counts afterwards. */
@NullMarked
package network.lumora.systemtests.crash;

import org.jspecify.annotations.NullMarked;
