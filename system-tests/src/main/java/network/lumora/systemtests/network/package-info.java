/**
 * A whole Lumora of real processes in a temporary folder: started, asked, killed, started again.
 */
@NullMarked
package network.lumora.systemtests.network;

import org.jspecify.annotations.NullMarked;
