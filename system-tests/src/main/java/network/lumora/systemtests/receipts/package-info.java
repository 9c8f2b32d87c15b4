/** Sessions by the thousand: honest ones, fraud beside them, and what their receipts cost. */
@NullMarked
package network.lumora.systemtests.receipts;

import org.jspecify.annotations.NullMarked;
