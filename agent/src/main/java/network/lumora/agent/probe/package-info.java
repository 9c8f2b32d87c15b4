/** Small datagrams that a reflector sends back, to hear of a queue on the line. */
@NullMarked
package network.lumora.agent.probe;

import org.jspecify.annotations.NullMarked;
