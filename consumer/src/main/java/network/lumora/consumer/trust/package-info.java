/** Whose key a coordinator had when it was first met, and how far its log was seen. */
@NullMarked
package network.lumora.consumer.trust;

import org.jspecify.annotations.NullMarked;
