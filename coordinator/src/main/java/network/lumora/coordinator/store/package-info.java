/** The coordinator's book in one SQLite file. */
@NullMarked
package network.lumora.coordinator.store;

import org.jspecify.annotations.NullMarked;
