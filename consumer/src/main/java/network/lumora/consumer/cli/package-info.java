/** The command line of a data consumer. */
@NullMarked
package network.lumora.consumer.cli;

import org.jspecify.annotations.NullMarked;
