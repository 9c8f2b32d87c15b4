/** Which agent a task goes to; pure. */
@NullMarked
package network.lumora.coordinator.assign;

import org.jspecify.annotations.NullMarked;
