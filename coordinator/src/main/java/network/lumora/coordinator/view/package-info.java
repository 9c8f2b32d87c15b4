/** What its operator sees of a coordinator: numbers, agents, work, and whether it is ready. */
@NullMarked
package network.lumora.coordinator.view;

import org.jspecify.annotations.NullMarked;
