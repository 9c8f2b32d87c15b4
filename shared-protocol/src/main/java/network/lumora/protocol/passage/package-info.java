/** Runs one end of a passage: streams that wait above, records of a connection below. */
@NullMarked
package network.lumora.protocol.passage;

import org.jspecify.annotations.NullMarked;
