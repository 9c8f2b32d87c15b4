/**
 * What the coordinator must not forget, in words of the domain: the interfaces that its store
 * fulfils.
 */
@NullMarked
package network.lumora.coordinator.book;

import org.jspecify.annotations.NullMarked;
