/** Files that appear whole or not at all, in folders that only their owner reads. */
@NullMarked
package network.lumora.consumer.disk;

import org.jspecify.annotations.NullMarked;
