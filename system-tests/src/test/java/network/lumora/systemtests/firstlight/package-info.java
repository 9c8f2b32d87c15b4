/** The whole path, from an order to a recomputed balance, with real processes over loopback. */
@NullMarked
package network.lumora.systemtests.firstlight;

import org.jspecify.annotations.NullMarked;
