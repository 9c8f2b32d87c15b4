/** The coordinator's HTTP API as a consumer calls it. */
@NullMarked
package network.lumora.consumer.http;

import org.jspecify.annotations.NullMarked;
