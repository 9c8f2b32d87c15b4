/** Numbers that know their unit: bytes, rates and money. */
@NullMarked
package network.lumora.protocol.units;

import org.jspecify.annotations.NullMarked;
