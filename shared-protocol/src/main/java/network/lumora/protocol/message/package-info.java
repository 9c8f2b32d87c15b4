/**
 * Everything two parties say to each other: one closed set for each direction, and the statements
 * they sign.
 */
@NullMarked
package network.lumora.protocol.message;

import org.jspecify.annotations.NullMarked;
