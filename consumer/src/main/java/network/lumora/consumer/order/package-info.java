/** What a consumer asks for: checked, signed, and remembered across restarts. */
@NullMarked
package network.lumora.consumer.order;

import org.jspecify.annotations.NullMarked;
