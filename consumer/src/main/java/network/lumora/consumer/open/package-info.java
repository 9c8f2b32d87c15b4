/** Opens delivered pages and names whatever about them is not as it must be. */
@NullMarked
package network.lumora.consumer.open;

import org.jspecify.annotations.NullMarked;
