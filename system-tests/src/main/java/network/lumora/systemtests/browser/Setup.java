package network.lumora.systemtests.browser;

import java.nio.file.Path;
import java.util.List;

/**
 * What a browser is started with.
 *
 * @param extensions unpacked, ours first; each manifest names a gecko id
 * @param namesOfLoopback host names that lead to 127.0.0.1, as an attacker's DNS may have it
 */
public record Setup(List<Path> extensions, List<String> namesOfLoopback) {
  public Setup {
    extensions = List.copyOf(extensions);
    namesOfLoopback = List.copyOf(namesOfLoopback);
  }

  public Setup(Path extension) {
    this(List.of(extension), List.of());
  }
}
