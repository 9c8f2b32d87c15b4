/**
 * Changes single bits of what is sent or stored, and asks whether somebody notices and names it.
 */
@NullMarked
package network.lumora.systemtests.tamper;

import org.jspecify.annotations.NullMarked;
