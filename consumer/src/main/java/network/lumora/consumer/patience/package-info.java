/** How often something is tried, and how long to wait before it is tried again. */
@NullMarked
package network.lumora.consumer.patience;

import org.jspecify.annotations.NullMarked;
